// The old telling of messages that the author's change tells otherwise: struck, and folded away under a line that opens.
import { element } from './dom.js';

/** Strikes the messages from a number on, up to another, among the children of a chapter. Doing it again changes nothing. */
export function strike(chapter, from, upto) {
  const struck = [...chapter.children].filter((item) => item.dataset.seq && Number(item.dataset.seq) >= from && Number(item.dataset.seq) <= upto);
  if (struck.length === 0) return;
  const fold = foldBefore(struck[0]) ?? newFold(struck[0]);
  for (const item of struck) fold.append(strikeOut(item));
  // Tellings that were struck before and stand behind it are part of the same story.
  for (const other of [...chapter.children]) {
    if (other !== fold && isFold(other) && (other.compareDocumentPosition(fold) & Node.DOCUMENT_POSITION_PRECEDING)) absorb(fold, other);
  }
  count(fold);
}

function newFold(before) {
  const fold = element('details', 'item changed');
  fold.dataset.at = before.dataset.at;
  fold.dataset.rank = 0;
  fold.dataset.speaker = '';
  fold.append(element('summary'));
  before.before(fold);
  return fold;
}

function foldBefore(item) {
  const before = item.previousElementSibling;
  return before && isFold(before) ? before : null;
}

const isFold = (item) => item.classList.contains('changed');

function strikeOut(item) {
  item.classList.remove('follows');
  item.classList.add('struck');
  for (const gone of item.querySelectorAll('.foot, .comment, .commented, .code-head')) gone.remove();
  // What is struck for the eye is struck for the ear too.
  const text = item.querySelector('.text');
  if (text) {
    const told = element('del');
    told.append(...text.childNodes);
    text.append(told);
  }

  return item;
}

function absorb(fold, other) {
  const items = [...fold.children, ...other.children].filter((item) => item.dataset.seq);
  items.sort((one, two) => Number(one.dataset.seq) - Number(two.dataset.seq));
  fold.append(...items);
  fold.open ||= other.open;
  other.remove();
}

function count(fold) {
  const messages = fold.children.length - 1;
  fold.firstElementChild.textContent = `Changed by the author (${messages} ${messages === 1 ? 'message' : 'messages'})`;
}
