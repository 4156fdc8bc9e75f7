// The socket to the service: says hello, comes back by itself, and tells one listener what arrives. It knows the frames that
// concern the connection; all others are passed on.
const PROTOCOL = 'scriptchat.v1';
const REPLACED = 4001;
const ENDED = 1000;
const UNKNOWN_SESSION = 'SC4001';
const FIRST_DELAY = 250;
const LONGEST_DELAY = 10_000;
const ANSWER_WITHIN = 15_000;
const WELCOME_WITHIN = 60_000; // a service that has just started brings conversations back first

export class Connection {
  #url;
  #session;
  #listener;
  #socket = null;
  #timer = 0;
  #watch = 0;
  #attempt = 0;
  #welcomed = false;
  #leaving = false;
  #state = '';

  /** The highest number seen by this page; null until a welcome, so that a refreshed page is told everything. */
  lastSeq = null;

  /** @param listener { state(name, detail), welcome(frame), frame(frame), forgotten() } */
  constructor(url, session, listener) {
    this.#url = url;
    this.#session = session;
    this.#listener = listener;
    addEventListener('online', () => this.#hurry());
    addEventListener('offline', () => this.#state === 'waiting' && this.#set('offline'));
    document.addEventListener('visibilitychange', () => document.hidden || this.#hurry());
  }

  /** Opens the connection now, whatever was before. */
  open() {
    this.#drop();
    this.#set(this.lastSeq === null && this.#attempt === 0 ? 'connecting' : 'waiting', { attempt: this.#attempt });
    const socket = new WebSocket(this.#url, PROTOCOL);
    this.#socket = socket;
    this.#watch = setTimeout(() => this.#lost(), ANSWER_WITHIN);
    socket.onopen = () => {
      socket.send(JSON.stringify(this.#hello()));
      this.answered();
      this.#watch = setTimeout(() => this.#lost(), WELCOME_WITHIN);
    };
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => this.#closed(event.code);
  }

  /** Leaves for good. */
  leave() {
    this.#leaving = true;
    if (this.send({ type: 'stop' })) this.expectAnswer();
    else this.#over();
  }

  /** Begins anew as somebody new. */
  restart() {
    this.#session.forget();
    this.lastSeq = null;
    this.#attempt = 0;
    this.#leaving = false;
    this.open();
  }

  /** Sends a frame if there is a seat to send it from; says whether it did. */
  send(frame) {
    if (!this.#welcomed) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** The other side owes an answer: if none comes in time the connection is dead, whatever the browser believes. */
  expectAnswer() {
    if (this.#watch === 0) this.#watch = setTimeout(() => this.#lost(), ANSWER_WITHIN);
  }

  answered() {
    clearTimeout(this.#watch);
    this.#watch = 0;
  }

  #hello() {
    const hello = { type: 'hello' };
    if (this.#session.token) hello.session = this.#session.token;
    if (this.#session.token && this.lastSeq !== null) hello.seq = this.lastSeq;
    return hello;
  }

  #receive(data) {
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    if (frame.type === 'welcome') {
      this.answered();
      this.#attempt = 0;
      this.#welcomed = true;
      this.#session.token = frame.session;
      this.lastSeq ??= 0;
      this.#set('ready');
      this.#listener.welcome(frame);
    } else if (frame.type === 'error' && frame.code === UNKNOWN_SESSION) {
      this.#listener.forgotten();
      this.restart();
    } else {
      this.#listener.frame(frame);
    }
  }

  #closed(code) {
    this.#drop();
    if (code === REPLACED) this.#set('replaced');
    else if (code === ENDED || this.#leaving) this.#over();
    else this.#later();
  }

  #over() {
    this.#drop();
    this.#session.forget();
    this.#set('ended');
  }

  #lost() {
    this.#drop();
    if (this.#leaving) this.#over();
    else this.#later();
  }

  #later() {
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempt);
    const delay = longest / 2 + Math.random() * (longest / 2);
    this.#attempt++;
    this.#set(navigator.onLine ? 'waiting' : 'offline', { attempt: this.#attempt });
    this.#timer = setTimeout(() => this.open(), delay);
  }

  /** The network or the person is back: no need to sit out the delay. */
  #hurry() {
    if (this.#state === 'offline' || (this.#state === 'waiting' && !this.#socket)) this.open();
  }

  #drop() {
    clearTimeout(this.#timer);
    this.answered();
    this.#welcomed = false;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #set(state, detail = {}) {
    this.#state = state;
    this.#listener.state(state, detail);
  }
}
