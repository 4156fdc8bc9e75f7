// What the runtime tells the author's view as it happens: server-sent events, read with fetch, since the token goes into a header
// and not into an address. Comes back by itself.
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

export class Stream {
  #listener;
  #token = '';
  #abort = null;
  #timer = 0;
  #attempt = 0;

  /** @param listener { build(build), changed(), fault(fault) where it wants faults } */
  constructor(listener) {
    this.#listener = listener;
    addEventListener('online', () => this.open(this.#token));
  }

  /** Listens for who has the token; an empty one is for nobody in particular. */
  open(token) {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = new AbortController();
    this.#token = token;
    this.#listen(this.#abort.signal);
  }

  async #listen(signal) {
    try {
      const response = await fetch('/author/events', { headers: { 'X-Session': this.#token }, cache: 'no-store', signal });
      if (!response.ok) throw new Error(String(response.status));
      this.#attempt = 0;
      this.#listener.changed();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = '', part = await reader.read(); !part.done; part = await reader.read()) {
        const events = (rest + part.value).split('\n\n');
        rest = events.pop();
        events.forEach((one) => this.#take(one));
      }
    } catch {
      // It stops, restarts, or is not there: the pause below is the same for all.
    }
    if (signal.aborted) return;
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#attempt++);
    this.#timer = setTimeout(() => this.open(this.#token), longest / 2 + Math.random() * (longest / 2));
  }

  #take(text) {
    const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(text) ?? [];
    if (name === 'build') this.#listener.build(JSON.parse(data));
    else if (name === 'fault') this.#listener.fault?.(JSON.parse(data));
    else if (name === 'changed') this.#listener.changed();
  }
}
