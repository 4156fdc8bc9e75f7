// The conversation as it is seen. Messages stand in the order of their numbers, the person's own words behind the message
// that they had seen when they spoke, wherever and whenever they arrive.
import { strike } from './changes.js';
import { element } from './dom.js';
import { markupView } from './messages/markup.js';
import { divideDays, stamp } from './messages/stamps.js';
import { tools } from './messages/tools.js';
import { payloadView } from './payload.js';
import { Speakers } from './speakers.js';

// What stands behind a message of one number: words that the service knows of, then what is not yet there and our own lines.
const KNOWN = 1;
const LAST = 2;
const ME = '\u0000me';
const STATUS = { pending: 'Sending…', waiting: 'Waiting to be sent…', sent: 'Sent', read: 'Read', failed: 'Not sent' };

export class Transcript {
  #log;
  #speakers = new Speakers();
  #chapter;
  #shown = new Map();
  #own = new Map();
  #lastOwn = null;
  #presence = new Map();
  #acts;

  /**
   * @param acts what the person can do: retry(id) and remove(id) with words that could not be sent, copy(text, button), and
   * judge(seq, thumb or null) with a message
   */
  constructor(log, acts) {
    this.#log = log;
    this.#acts = acts;
    this.clear();
  }

  clear() {
    this.#log.replaceChildren();
    this.#speakers = new Speakers();
    this.beginChapter();
  }

  /** What came before stays to be read; numbers begin anew below it. */
  beginChapter() {
    this.#shown.clear();
    this.#own.clear();
    this.#presence.clear();
    this.#lastOwn = null;
    this.#chapter = element('div', 'chapter');
    this.#log.append(this.#chapter);
  }

  /** While earlier messages are told again, a screen reader is not to read them all out. */
  set quiet(value) {
    this.#log.setAttribute('aria-live', value ? 'off' : 'polite');
  }

  get highest() {
    return Number(this.#chapter.lastElementChild?.dataset.at ?? 0);
  }

  /** Shows a message; false if it is here already. */
  show(frame) {
    if (this.#shown.has(frame.seq)) return false;
    const speaker = frame.id ?? '';
    const item = newItem(speaker ? 'item theirs' : 'item system', speaker);
    item.dataset.seq = frame.seq;
    this.#shown.set(frame.seq, item);
    if (speaker) {
      item.style.setProperty('--hue', this.#speakers.hue(speaker));
      const avatar = element('span', 'avatar', Speakers.initial(speaker));
      avatar.ariaHidden = 'true';
      const name = element('span', 'name', speaker);
      name.dir = 'auto';
      item.append(avatar, name);
    }
    item.append(bubble(frame, speaker ? `Image from ${speaker}` : 'Image', this.#acts.copy));
    if (frame.quick_replies?.length) item.append(element('span', 'unseen', `Answers to pick from: ${frame.quick_replies.join(', ')}.`));
    const judge = (thumb) => this.#acts.judge(frame.seq, thumb);
    item.append(foot(tools({ copy: (button) => this.#acts.copy(frame.text, button), judge: speaker ? judge : null })));
    date(item, frame.at);
    this.#place(item, frame.seq, 0);
    return true;
  }

  /** The element of a message, or null. */
  itemOf(seq) {
    return this.#shown.get(seq) ?? null;
  }

  /** Shows the person's own words, or moves and marks them if they are here already. */
  said({ id, text, after, payload, at }, state) {
    let item = this.#own.get(id);
    if (!item) {
      item = newItem('item mine', ME);
      item.append(element('span', 'unseen', 'You:'), bubble({ text, payload }, 'Image that you sent'));
      item.append(foot(element('span', 'status'), tools({ copy: (button) => this.#acts.copy(text, button) })));
      if (id) this.#own.set(id, item);
    } else {
      item.remove();
    }
    date(item, at);
    this.#place(item, after, state === 'sent' ? KNOWN : LAST);
    this.#mark(item, id, state);
  }

  mark(id, state) {
    const item = this.#own.get(id);
    if (item) this.#mark(item, id, state);
  }

  /** Words that could not be sent and are not to be. */
  remove(id) {
    const item = this.#own.get(id);
    const after = item?.nextElementSibling;
    item?.remove();
    this.#own.delete(id);
    if (this.#lastOwn === item) this.#lastOwn = null;
    if (after) group(after);
  }

  /** A partner has read what was sent so far. */
  read() {
    if (this.#lastOwn?.dataset.state === 'sent') this.#mark(this.#lastOwn, null, 'read');
  }

  /** Presence of a partner: a calm line, taken back if they were gone for a blink. */
  presence(who, state) {
    const name = who || 'Your partner';
    const before = this.#presence.get(who);
    this.#presence.set(who, { state });
    if (state === 'here') {
      if (before?.state !== 'away') return;
      if (before.note && before.note === this.#chapter.lastElementChild) before.note.remove();
      else this.note(`${name} is back.`);
    } else if (before?.state !== state) {
      this.#presence.get(who).note = this.note(state === 'left' ? `${name} has left.` : `${name} is away.`);
    }
  }

  /** A calm line of the page's own. */
  note(text, at = this.highest) {
    const item = element('div', 'item note', text);
    item.dataset.speaker = '';
    this.#place(item, at, LAST);
    return item;
  }

  /** Earlier messages are not to be had any more; said once at its place. */
  cut(text, at) {
    if (!this.#chapter.querySelector(`.cut[data-at="${at}"]`)) this.note(text, at).classList.add('cut');
  }

  /** The author has changed the script: messages from a number on are told anew below. One's own words stand. */
  strike(from, upto) {
    strike(this.#chapter, from, upto);
    for (const item of this.#chapter.children) group(item);
  }

  #mark(item, id, state) {
    item.dataset.state = state;
    const status = item.querySelector('.status');
    status.replaceChildren(STATUS[state]);
    if (state === 'failed') status.append(' ', choice('Try again', () => this.#acts.retry(id)), ' ', choice('Delete', () => this.#acts.remove(id)));
    // Only the newest of one's words says "Sent": the rest is understood.
    if (!this.#lastOwn || this.#lastOwn === item || !(item.compareDocumentPosition(this.#lastOwn) & Node.DOCUMENT_POSITION_FOLLOWING)) {
      if (this.#lastOwn !== item) this.#lastOwn?.classList.remove('newest');
      this.#lastOwn = item;
      item.classList.add('newest');
    }
  }

  #place(item, at, rank) {
    item.dataset.at = at;
    item.dataset.rank = rank;
    let before = this.#chapter.lastElementChild;
    while (before && isAfter(before, at, rank)) before = before.previousElementSibling;
    if (before) before.after(item);
    else this.#chapter.prepend(item);
    divideDays(this.#chapter, item);
    group(item);
    if (item.nextElementSibling) group(item.nextElementSibling);
  }
}

function newItem(className, speaker) {
  const item = element('div', className);
  item.dataset.speaker = speaker;
  item.role = 'article';
  item.ariaLabel = speaker === ME ? 'You' : speaker || 'Notice';
  item.tabIndex = -1;
  return item;
}

/** What stands below a message; a screen reader that reads new messages out leaves it to whoever goes there. */
function foot(...parts) {
  const view = element('div', 'foot');
  view.ariaLive = 'off';
  view.append(...parts);
  return view;
}

function date(item, at) {
  if (!at) return;
  item.dataset.time = at;
  item.querySelector('.when')?.remove();
  const time = stamp(at);
  item.querySelector('.foot').prepend(time);
  item.ariaLabel = `${item.ariaLabel.replace(/, \d.*$/, '')}, ${time.textContent}`;
}

function choice(words, act) {
  const button = element('button', 'again', words);
  button.type = 'button';
  button.addEventListener('click', act);
  return button;
}

function isAfter(item, at, rank) {
  const other = Number(item.dataset.at);
  return other > at || (other === at && Number(item.dataset.rank) > rank);
}

/** Neighbours by one speaker are one group: the name is said once. */
function group(item) {
  const before = item.previousElementSibling;
  item.classList.toggle('follows', before !== null && item.dataset.speaker !== '' && before.dataset.speaker === item.dataset.speaker);
}

function bubble(frame, description, copy) {
  const box = element('div', 'bubble');
  if (frame.html) {
    const text = element('div', 'text rich');
    text.dir = 'auto';
    text.append(markupView(frame.html, copy));
    box.append(text);
  } else if (frame.text) {
    const text = element('p', 'text', frame.text);
    text.dir = 'auto';
    box.append(text);
  }
  const payload = payloadView(frame.payload, frame.text || description);
  if (payload) box.append(payload);
  return box;
}
