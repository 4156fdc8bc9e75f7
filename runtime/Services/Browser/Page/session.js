// What this tab remembers of its conversation. It lives in sessionStorage: a refresh (and "reopen closed tab") keeps the seat,
// while a second tab is a second person, as somebody who tries out a world for two expects. A duplicated tab copies the
// token and takes the seat; the first tab then says so and offers to take it back.
// Frames of one tab share its storage: #seat=NAME in the address gives each a seat of its own.
const SEAT = new URLSearchParams(location.hash.slice(1)).get('seat');
const PLACE = SEAT ? `scriptchat.${SEAT}.` : 'scriptchat.';
const TOKEN = `${PLACE}session`;
const PENDING = `${PLACE}pending`;
const FAILED = `${PLACE}failed`;
const DRAFT = `${PLACE}draft`;

export class Session {
  #storage = usable();

  /** The token that brings this tab back to its seat, or null. */
  get token() {
    return this.#storage.getItem(TOKEN);
  }

  set token(value) {
    if (value === this.token) return;
    this.#storage.setItem(TOKEN, value);
    dispatchEvent(new CustomEvent('scriptchat:session'));
  }

  /** What was written and is not yet known to be safe: [{ id, text, after }], oldest first. */
  get pending() {
    return this.#list(PENDING);
  }

  /** What was refused for good and neither sent again nor deleted yet, oldest first. */
  get failed() {
    return this.#list(FAILED);
  }

  /** What is written and not sent yet. */
  get draft() {
    return this.#storage.getItem(DRAFT) ?? '';
  }

  set draft(text) {
    try {
      if (text === '') this.#storage.removeItem(DRAFT);
      else this.#storage.setItem(DRAFT, text);
    } catch {
      // More than the browser keeps: half of it, or what was there before, would be worse than nothing.
      this.#storage.removeItem(DRAFT);
    }
  }

  keep(words) {
    this.#store(PENDING, [...this.pending.filter((other) => other.id !== words.id), words]);
    this.drop(words.id);
  }

  settle(id) {
    this.#store(PENDING, this.pending.filter((words) => words.id !== id));
  }

  fail(words) {
    this.settle(words.id);
    this.#store(FAILED, [...this.failed.filter((other) => other.id !== words.id), words]);
  }

  drop(id) {
    this.#store(FAILED, this.failed.filter((words) => words.id !== id));
  }

  forget() {
    this.#storage.removeItem(TOKEN);
    this.#storage.removeItem(PENDING);
    this.#storage.removeItem(FAILED);
  }

  #list(key) {
    try {
      return JSON.parse(this.#storage.getItem(key)) ?? [];
    } catch {
      return [];
    }
  }

  #store(key, list) {
    this.#storage.setItem(key, JSON.stringify(list));
  }
}

/** A message id that nobody else has. Not crypto.randomUUID: that is missing on plain http from another machine. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** sessionStorage, or a stand-in where the browser forbids it: then a refresh begins anew, and all else works. */
function usable() {
  try {
    sessionStorage.setItem('scriptchat.probe', '1');
    sessionStorage.removeItem('scriptchat.probe');
    return sessionStorage;
  } catch {
    const values = new Map();
    return {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => values.set(key, value),
      removeItem: (key) => values.delete(key),
    };
  }
}
