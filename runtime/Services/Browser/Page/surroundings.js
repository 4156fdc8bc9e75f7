// What stands around the conversation: the state of the connection, notices, the end, and the count in the tab's title.
import { byId } from './dom.js';
import { appears } from './look/appearing.js';
import * as words from './words.js';

const PATIENCE = 2; // attempts that fail before a dropped connection is worth more than its dot

export class Surroundings {
  #title = document.title;
  #unread = 0;
  #state = '';
  #reconnecting = false;
  #waits = false;
  #act = () => {};
  #line;

  /** @param line says how it is with a line that the person waits in: null for none, or { leaving } */
  constructor(line) {
    this.#line = line;
    byId('over-action').addEventListener('click', () => this.#act());
    document.addEventListener('visibilitychange', () => document.hidden || this.#count(0));
  }

  /** Shows a state of the connection; over and its action belong to the two that end it. */
  state(name, { attempt = 0 }, { queued, useHere, startAgain }) {
    const state = byId('state');
    if (state.dataset.state !== name) state.textContent = words.STATES[name];
    state.dataset.state = this.#state = name;
    byId('leave').hidden = name !== 'ready';
    if (name === 'replaced') this.#showOver(words.REPLACED, 'Use here', useHere);
    else if (name === 'ended') this.#showOver(words.ENDED, 'Start again', startAgain);
    else byId('over').hidden = true;

    const worried = name === 'offline' || (name === 'waiting' && attempt >= PATIENCE);
    if (worried) this.notice(this.#worry(queued));
    else if (this.#reconnecting && name === 'ready') this.notice('');
    this.#reconnecting = worried || (this.#reconnecting && name === 'waiting');
  }

  /** One line above the place to write; empty takes it away. */
  notice(text) {
    this.#waits = false;
    const notice = byId('notice');
    if (notice.textContent !== text) notice.textContent = text;
  }

  /** What a notice said is so no longer; another one stays. */
  settled(text) {
    if (byId('notice').textContent === text) this.notice('');
  }

  /** Words wait here until the service can take them; gone once they are delivered. */
  waits(text) {
    this.notice(text);
    this.#waits = true;
  }

  /** All that was written is safe. */
  delivered() {
    if (this.#waits) this.notice('');
  }

  /** Something was said: a refusal of what came before is settled. */
  said(queued) {
    if (this.#reconnecting) this.notice(this.#worry(queued));
    else if (!this.#waits) this.notice('');
  }

  /** A message came while nobody looked. */
  heard() {
    if (document.hidden) this.#count(this.#unread + 1);
  }

  /** Whoever is in a line can't write: what becomes of their place is what matters there. */
  #worry(queued) {
    const isOffline = this.#state === 'offline';
    const line = this.#line();
    if (!line) return (isOffline ? words.OFFLINE : words.LOST) + words.queued(queued);
    if (line.leaving) return isOffline ? words.OFFLINE_LEAVING : words.LOST_LEAVING;
    return isOffline ? words.OFFLINE_IN_LINE : words.LOST_IN_LINE;
  }

  #showOver(text, action, act) {
    this.#act = act;
    this.notice('');
    byId('over-words').textContent = text;
    byId('over-action').textContent = action;
    appears(byId('over'));
  }

  #count(unread) {
    this.#unread = unread;
    document.title = unread === 0 ? this.#title : `(${unread}) ${this.#title}`;
  }
}
