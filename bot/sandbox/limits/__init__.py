"""What Discord accepts: sizes, counts and forms, refused with its codes and its form of error."""
