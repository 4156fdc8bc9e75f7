// The page's one place where its parts meet: what arrives, what is said, and what is shown of it.
import { Attachments } from './attachments.js';
import { Composer } from './composer.js';
import { Connection } from './connection.js';
import { Courier } from './courier.js';
import { byId } from './dom.js';
import { Embedded } from './embedded.js';
import { Follower } from './follower.js';
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
const HANDLERS = { message: shown, said, ack: acknowledged, typing: wrote, presence, read, reload, error: refused };

const session = new Session();
const failed = new Map();
const surroundings = new Surroundings();
const transcript = new Transcript(byId('log'), again);
const follower = new Follower(byId('scroll'), byId('content'), byId('jump'), () => receipts.look());
const typing = new Typing(byId('typing'), byId('typing-words'));
const replies = new Replies(byId('replies'), pick);
const composer = new Composer(byId('composer'), byId('words'), { send: (text) => attachments.release(text, say), files: () => attachments.any, typing: (on) => connection.send({ type: 'typing', on }) });
const attachments = new Attachments(byId('composer'), byId('words'), (text) => surroundings.notice(text));
const embedded = new Embedded(() => composer.focus());
const connection = new Connection(socketUrl(), session, { state: changed, welcome, frame: receive, forgotten });
const courier = new Courier(session, connection);
const receipts = new Receipts((frame) => connection.send(frame), () => follower.atEnd);
let toldUpTo = 0;

uploads.session = session;
keys();
connection.open();
composer.focus();

function changed(state, detail) {
  const over = state === 'replaced' || state === 'ended';
  composer.hidden = over;
  attachments.connected = state === 'ready';
  if (over) replies.clear();
  if (state !== 'ready') typing.clear();
  surroundings.state(state, detail, { useHere, startAgain });
}

function welcome(frame) {
  toldUpTo = frame.seq;
  transcript.quiet = connection.lastSeq < toldUpTo;
  for (const said of session.pending) {
    transcript.said(said, 'pending');
    replies.settle(said.after);
  }
  courier.begin();
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

function presence(frame) {
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
  courier.settle(said.id);
  failed.set(said.id, said);
  transcript.mark(said.id, 'failed');
}

/** The service does not know this tab any more: what is on the screen stays, and a new conversation begins below it. */
function forgotten() {
  const unsent = session.pending.map((said) => said.text).join('\n');
  transcript.note(words.FORGOTTEN);
  transcript.beginChapter();
  forget();
  composer.giveBack(unsent);
}

function forget() {
  failed.clear();
  attachments.forget();
  courier.reset();
  replies.reset();
  receipts.reset();
}

function say(text, payload) {
  const said = { id: newId(), text, payload, after: connection.lastSeq ?? 0 };
  if (new TextEncoder().encode(JSON.stringify(said)).length > LARGEST_FRAME) {
    surroundings.notice(words.TOO_LONG);
    return false;
  }
  surroundings.said();
  composer.sent();
  replies.clear();
  transcript.said(said, 'pending');
  courier.post(said);
  follower.toLatest();
  return true;
}

function again(id) {
  const said = { ...failed.get(id), after: connection.lastSeq ?? 0 };
  failed.delete(id);
  surroundings.said();
  transcript.said(said, 'pending');
  courier.post(said);
  composer.focus();
}

function pick(answer) {
  // A finger that picks should not be answered by a keyboard that covers half the screen.
  const refocus = replies.hasFocus && matchMedia('(pointer: fine)').matches;
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
  byId('leave').addEventListener('click', () => dialog.showModal());
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'leave') connection.leave();
    dialog.returnValue = '';
  });
  addEventListener('keydown', (event) => {
    if (dialog.open || event.isComposing) return;
    if (event.key === 'Escape') composer.focus();
    if (event.key !== 'F6') return;
    event.preventDefault();
    if (document.activeElement === byId('words')) byId('scroll').focus();
    else composer.focus();
  });
}

function socketUrl() {
  const url = new URL('browser/socket', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  return url;
}
