// What people read when something goes wrong. They never see codes.
const REFUSED = {
  SC4002: 'That was a lot at once. Wait for an answer, then try again.',
  SC4003: 'That came too late: the conversation was over before it was read.',
  SC4004: 'That is not the password. Try again.',
  SC4005: 'Too many tries. Wait a minute, then try again.',
  SC4006: 'The service is closing for now. Please come back later.',
};

export const TOO_FAST = 'SC4018';
export const HISTORY_CUT = 'SC4008';

const NOT_STORED = 'The service cannot take messages just now. What you wrote is kept here and sent by itself.';

/** Refusals that pass by themselves: the words are kept here and sent again. */
const PASSING = { SC4007: NOT_STORED, SC5105: NOT_STORED, SC4018: 'That was fast. It is sent by itself in a moment.' };

/** What to say while words wait here; null for a refusal that does not pass by itself. */
export function waiting(code) {
  return Object.hasOwn(PASSING, code) ? PASSING[code] : null;
}

export function refusal(frame) {
  return REFUSED[frame.code] ?? (withoutCodes(frame.text ?? '') || 'That did not work. Please try again.');
}

/** Why a file was not taken, by the code of the refusal. */
const FILES = {
  SC4061: 'Files of this kind are not taken here.',
  SC4062: 'This file is too large.',
  SC4063: 'This file is empty.',
  SC4064: 'This file is not what its name says.',
  SC4065: 'Files of this type are not taken.',
  SC4066: 'This file is damaged or not whole.',
  SC4067: 'This image has too many pixels.',
  SC4069: 'There is no room for files just now.',
  SC4071: 'Images are not taken here.',
};

/** Of these, those that may be over when the file is tried again; so may whatever has no words here. */
const FILE_AGAIN = new Set(['SC4069']);

/** What to say of a file that was not taken, and whether it may go another time. */
export function fileRefusal(code) {
  const isKnown = Object.hasOwn(FILES, code ?? '');
  return { text: isKnown ? FILES[code] : 'This file could not be sent.', mayPass: !isKnown || FILE_AGAIN.has(code) };
}

function withoutCodes(text) {
  return text.replace(/\b(error\s+)?SC\d{4}\b:?\s*/g, '').trim();
}

export const STATES = {
  connecting: 'Connecting…',
  ready: 'Connected',
  waiting: 'Reconnecting…',
  offline: 'Offline',
  replaced: 'Open elsewhere',
  ended: 'Ended',
};

/** How many messages wait here, in a sentence; empty for none. */
export function queued(count) {
  return count === 0 ? '' : count === 1 ? ' 1 message waits.' : ` ${count} messages wait.`;
}

export const LOST = 'The connection is lost. Trying again; what you write is sent when it is back.';
export const LOST_IN_LINE = 'The connection is lost. Trying again; your place in the line is kept.';
export const LOST_LEAVING = 'The connection is lost. Trying again; you leave the line as soon as it is back.';
export const OFFLINE_IN_LINE = 'You are offline. Your place in the line is kept.';
export const OFFLINE_LEAVING = 'You are offline. You leave the line as soon as you are back.';
export const OFFLINE = 'You are offline. What you write is sent when you are back.';
export const CUT = 'Earlier messages are no longer kept.';
export const FORGOTTEN = 'The earlier conversation could not be continued. This is a new one.';
export const TOO_LONG = 'That is too long for one message. Please send it in parts.';
export const REPLACED = 'This conversation goes on in another tab or window.';
export const ENDED = 'This conversation has ended.';
