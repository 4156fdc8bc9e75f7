// When things were said: the time beside a message, and a line between two days.
import { element } from '../dom.js';

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const WHOLE = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const DAY_OF_YEAR = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });

/** The time of a message. */
export function stamp(at) {
  const date = new Date(at);
  const time = element('time', 'when', TIME.format(date));
  time.dateTime = date.toISOString();
  time.title = WHOLE.format(date);
  return time;
}

/** Puts a line before the first message of each day but the first, if that is today. */
export function divideDays(chapter, item) {
  for (const each of [item, item.nextElementSibling]) if (each) divide(chapter, each);
}

function divide(chapter, item) {
  const day = dayOf(item);
  const before = item.previousElementSibling;
  if (before?.classList.contains('day')) before.remove();
  if (!day) return;
  let earlier = item.previousElementSibling;
  while (earlier && !dayOf(earlier)) earlier = earlier.previousElementSibling;
  const isNew = earlier ? dayOf(earlier) !== day : day !== new Date().toDateString();
  if (!isNew) return;
  const line = element('div', 'item day', words(Number(item.dataset.time)));
  line.dataset.speaker = '';
  line.dataset.at = item.dataset.at;
  line.dataset.rank = item.dataset.rank;
  item.before(line);
}

function dayOf(item) {
  return item.dataset.time ? new Date(Number(item.dataset.time)).toDateString() : '';
}

function words(at) {
  const date = new Date(at);
  const now = new Date();
  if (date.toDateString() === now.toDateString()) return 'Today';
  if (date.toDateString() === new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).toDateString()) return 'Yesterday';
  return (date.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR).format(date);
}
