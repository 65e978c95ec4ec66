"""One file a revision, named for it. What is released is never changed; a new revision follows it."""
