// What comes by itself, while somebody types or points at what was there before: their keys and clicks are not meant for it.
const MOMENT = 500;
const QUICK = 250; // nobody reads a question and points at its answer in less

const timers = new WeakMap();

/** A panel comes that takes somebody out of what they were doing. */
export function appears(panel) {
  if (!panel.hidden) return;
  panel.hidden = false;
  pass(panel, MOMENT);
}

/** Buttons come where others may have been a moment ago. */
export function changes(group) {
  pass(group, QUICK);
}

/** The panel itself takes the keys: its button is one step further. */
export function takeKeys(panel) {
  panel.focus({ preventScroll: true });
}

/** Whether what had the keys is there no longer. */
export function areKeysFree() {
  const at = document.activeElement;
  return at === document.body || !at.checkVisibility();
}

/** A finger is not to be answered by a keyboard that covers half the screen. */
export function hasPointer() {
  return matchMedia('(pointer: fine)').matches;
}

/** Clicks pass its buttons by for a while. */
function pass(panel, moment) {
  clearTimeout(timers.get(panel));
  panel.classList.add('fresh');
  timers.set(panel, setTimeout(() => panel.classList.remove('fresh'), moment));
}
