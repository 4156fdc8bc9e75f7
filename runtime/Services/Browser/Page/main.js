// The page's one place where its parts meet: what arrives, what is said, and what is shown of it.
import { Attachments } from './attachments.js';
import { Composer } from './composer.js';
import { Connection } from './connection.js';
import { Courier } from './courier.js';
import { byId } from './dom.js';
import { Embedded } from './embedded.js';
import { Follower } from './follower.js';
import { Announcer } from './look/announcer.js';
import { areKeysFree, hasPointer, takeKeys } from './look/appearing.js';
import { Theme } from './look/theme.js';
import { Copying } from './messages/copying.js';
import { Feedback } from './messages/feedback.js';
import { Walking } from './messages/walking.js';
import { Place } from './people/place.js';
import { Roster } from './people/roster.js';
import { WaitingRoom } from './people/waiting.js';
import { Receipts } from './receipts.js';
import { Replies } from './replies.js';
import { newId, Session } from './session.js';
import { Surroundings } from './surroundings.js';
import { Transcript } from './transcript.js';
import { Typing } from './typing.js';
import { uploads } from './uploads.js';
import * as words from './words.js';

const LARGEST_FRAME = 60_000;
const SETTLE = 300; // a screen reader looks at the page a moment later than the page changes
const EXIT = 'EXIT'; // what somebody says who wants out of a line
const HANDLERS = { message: shown, said, ack: acknowledged, typing: wrote, presence, read, reload, feedback: judged, place: moved, error: refused };

const session = new Session();
const announce = new Announcer(byId('announcer')).say;
const surroundings = new Surroundings(() => room.isOpen ? room : null);
const { copy } = new Copying(announce);
const transcript = new Transcript(byId('log'), { retry: again, remove, copy, judge: (seq, thumb) => feedback.judge(seq, thumb) });
const feedback = new Feedback((frame) => connection.send(frame), (seq) => transcript.itemOf(seq), announce);
const walking = new Walking(byId('scroll'), byId('log'));
const follower = new Follower(byId('scroll'), byId('content'), byId('jump'), { reached: () => receipts.look(), isReading: () => walking.isReading, jumped });
const typing = new Typing(byId('typing'), byId('typing-words'), announce);
const roster = new Roster(byId('roster'));
const room = new WaitingRoom(() => say(EXIT), announce);
const place = new Place(roster, room, waits);
const replies = new Replies(byId('replies'), pick);
let atGate = false;
const composer = new Composer(byId('composer'), byId('words'), { send: (text) => attachments.release(text, say), files: () => attachments.any, typing: (on) => connection.send({ type: 'typing', on }), draft: (text) => { session.draft = atGate ? '' : text; } });
const attachments = new Attachments(byId('composer'), byId('words'), { notice: (text) => surroundings.notice(text), settled: (text) => surroundings.settled(text) });
const embedded = new Embedded(() => composer.focus());
const connection = new Connection(socketUrl(), session, { state: changed, welcome, frame: receive, forgotten });
const courier = new Courier(session, connection);
const receipts = new Receipts((frame) => connection.send(frame), () => follower.atEnd);
let toldUpTo = 0;
let state = 'connecting';

uploads.session = session;
new Theme(byId('theme'), announce);
keys();
for (const said of session.failed) transcript.said(said, 'failed');
composer.giveBack(session.draft);
connection.open();
composer.focus();

function changed(name, detail) {
  state = name;
  const over = state === 'replaced' || state === 'ended';
  attachments.connected = state === 'ready';
  if (over) {
    place.forget();
    replies.clear();
  }

  composer.hidden = over || room.isOpen;
  if (state !== 'ready') typing.clear();
  if (isAway()) for (const said of session.pending) transcript.mark(said.id, 'waiting');
  surroundings.state(state, detail, { queued: session.pending.length, useHere, startAgain });
  if (over && areKeysFree()) front();
}

function isAway() {
  return state === 'waiting' || state === 'offline';
}

/** The person is in line, where nobody would read what they write, or no longer. */
function waits(isWaiting) {
  composer.hidden = isWaiting || state === 'replaced' || state === 'ended';
  if (areKeysFree()) front();
  follower.stay();
}

/** Puts the keys where something is to be done now. */
function front() {
  if (!byId('over').hidden) takeKeys(byId('over'));
  else if (room.isOpen) room.focus();
  else composer.focus();
}

/** The button that led to the latest message is gone: the keys go on beside that message, and never onto what ends something. */
function jumped() {
  if (composer.hidden || !hasPointer()) byId('scroll').focus({ preventScroll: true });
  else composer.focus();
}

function welcome(frame) {
  toldUpTo = frame.seq;
  transcript.quiet = connection.lastSeq < toldUpTo;
  for (const said of session.pending) {
    transcript.said(said, 'pending');
    replies.settle(said.after);
  }
  courier.begin();
  feedback.resend();
}

function receive(frame) {
  // A later service may say more than this page knows: it is not for this page then.
  if (Object.hasOwn(HANDLERS, frame.type)) HANDLERS[frame.type](frame);
}

function shown(frame) {
  connection.lastSeq = Math.max(connection.lastSeq, frame.seq);
  receipts.received(frame.seq);
  if (transcript.show(frame)) {
    typing.spoke(frame.id ?? '');
    feedback.show(frame.seq);
    if (frame.quick_replies?.length) replies.offer(frame.seq, frame.quick_replies);
    follower.added();
    if (frame.seq > toldUpTo) {
      surroundings.heard();
      embedded.heard();
    }
  }
  if (frame.seq === toldUpTo) setTimeout(() => { transcript.quiet = false; }, SETTLE);
}

function said(frame) {
  transcript.said({ ...frame, id: frame.id ?? newId() }, 'sent');
  replies.settle(frame.after);
  if (frame.id) courier.settle(frame.id);
  follower.stay();
}

function acknowledged(frame) {
  courier.settle(frame.id);
  transcript.mark(frame.id, 'sent');
  if (session.pending.length === 0) surroundings.delivered();
}

function wrote(frame) {
  typing.set(frame.who ?? '', frame.on === true);
}

function judged(frame) {
  feedback.heard(frame);
}

function moved(frame) {
  // What is typed there may be a password, which nothing keeps.
  atGate = frame.where === 'gate';
  if (atGate) session.draft = '';
  place.be(frame);
}

function presence(frame) {
  roster.is(frame.who ?? '', frame.state);
  transcript.presence(frame.who ?? '', frame.state);
  if (frame.state !== 'here') typing.set(frame.who ?? '', false);
  follower.stay();
}

function read() {
  transcript.read();
}

function reload(frame) {
  const refocus = replies.hasFocus;
  const upto = frame.upto ?? Infinity;
  transcript.strike(frame.from, upto);
  replies.strike(frame.from, upto);
  typing.clear();
  if (refocus && !replies.hasFocus) composer.focus();
  follower.stay();
}

function refused(frame) {
  // A mark of receipt that came too fast is nothing to people: the next one says more anyway.
  if (frame.code === words.TOO_FAST && !frame.id) return;
  if (frame.code === words.HISTORY_CUT) return transcript.cut(words.CUT, connection.lastSeq ?? 0);
  const said = session.pending.find((other) => other.id === frame.id);
  const waiting = words.waiting(frame.code);
  if (said && waiting) {
    surroundings.waits(waiting);
    transcript.mark(said.id, 'waiting');
    return courier.hold(said.id);
  }
  surroundings.notice(words.refusal(frame));
  if (!said) return;
  session.fail(said);
  if (said.text === EXIT) room.leaving = false;
  courier.settle(said.id);
  transcript.mark(said.id, 'failed');
}

/** The service does not know this tab any more: what is on the screen stays, and a new conversation begins below it. */
function forgotten() {
  const unsent = session.pending.map((said) => said.text).join('\n');
  transcript.note(words.FORGOTTEN);
  transcript.beginChapter();
  place.forget();
  forget();
  composer.giveBack(unsent);
}

function forget() {
  attachments.forget();
  courier.reset();
  feedback.reset();
  replies.reset();
  receipts.reset();
}

function say(text, payload) {
  const said = { id: newId(), text, payload, after: connection.lastSeq ?? 0, at: Date.now() };
  if (new TextEncoder().encode(JSON.stringify(said)).length > LARGEST_FRAME) {
    surroundings.notice(words.TOO_LONG);
    return false;
  }
  composer.sent();
  replies.clear();
  transcript.said(said, isAway() ? 'waiting' : 'pending');
  courier.post(said);
  surroundings.said(session.pending.length);
  follower.toLatest();
  return true;
}

function again(id) {
  const said = { ...session.failed.find((other) => other.id === id), after: connection.lastSeq ?? 0 };
  transcript.said(said, isAway() ? 'waiting' : 'pending');
  courier.post(said);
  surroundings.said(session.pending.length);
  composer.focus();
}

/** Words that were refused are not wanted any more. */
function remove(id) {
  session.drop(id);
  transcript.remove(id);
  surroundings.said(session.pending.length);
  composer.focus();
}

function pick(answer) {
  const refocus = replies.hasFocus && hasPointer();
  say(answer);
  if (refocus) composer.focus();
}

function useHere() {
  connection.open();
  composer.focus();
}

function startAgain() {
  transcript.clear();
  forget();
  connection.restart();
  composer.focus();
}

/** F6 goes between the conversation and the place to write, Escape always leads back to the latter. */
function keys() {
  const dialog = byId('leave-dialog');
  byId('leave').addEventListener('click', () => {
    dialog.showModal();
    // Not by the attribute: a browser complains of that in a page that stands in another site's.
    dialog.querySelector('[value="stay"]').focus();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'leave') connection.leave();
    dialog.returnValue = '';
    if (areKeysFree()) front();
  });
  addEventListener('keydown', (event) => {
    if (dialog.open || event.isComposing) return;
    if (event.key === 'Escape') front();
    if (event.key !== 'F6') return;
    event.preventDefault();
    if (document.activeElement.closest('#composer, #waiting, #over, #replies')) byId('scroll').focus();
    else front();
  });
}

function socketUrl() {
  const url = new URL('browser/socket', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  return url;
}
