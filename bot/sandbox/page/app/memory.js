// What a tab remembers over a reload. Storage may be switched off; then nothing is remembered and all else works.

function guarded(work, otherwise = null) {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

/** For this tab until it is closed: who one is, the draft of a channel. */
export const tab = {
  get: (key) => guarded(() => sessionStorage.getItem(key)),
  set: (key, value) => guarded(() => (value ? sessionStorage.setItem(key, value) : sessionStorage.removeItem(key))),
};

/** For this browser: the theme, whether the people are shown. */
export const browser = {
  get: (key) => guarded(() => localStorage.getItem(key)),
  set: (key, value) => guarded(() => (value ? localStorage.setItem(key, value) : localStorage.removeItem(key))),
};
