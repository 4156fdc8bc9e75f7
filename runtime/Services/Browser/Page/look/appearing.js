// A panel that comes by itself, while somebody types or points at what was there before.
const MOMENT = 500;

/** What was meant for something else must not press its buttons: the pointer's clicks pass it by for a moment. */
export function appears(panel) {
  if (!panel.hidden) return;
  panel.hidden = false;
  panel.classList.add('fresh');
  setTimeout(() => panel.classList.remove('fresh'), MOMENT);
}

/** The panel itself takes the keys, for the same reason: its button is one step further. */
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
