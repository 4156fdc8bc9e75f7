// The page in a frame on another site, as embed.js opens it. The service lets only the sites of its list have it in a frame, so
// whoever is around this page is one of them; what is said between the two is when it is open, how much is unread, and that it
// is to be closed.
export class Embedded {
  #host = null;
  #open = true;
  #unread = 0;
  #focus;

  /** @param focus called when the page is opened */
  constructor(focus) {
    this.#focus = focus;
    if (window.parent === window) return;
    addEventListener('message', (event) => this.#hear(event));
    addEventListener('keydown', (event) => this.#key(event));
  }

  /** A message came that nobody may have seen. */
  heard() {
    if (this.#open) return;
    this.#unread++;
    this.#say({ type: 'scriptchat:unread', count: this.#unread });
  }

  #hear({ source, origin, data }) {
    if (source !== window.parent || typeof data?.type !== 'string') return;
    if (data.type === 'scriptchat:hello') {
      this.#host = origin;
      this.#say({ type: 'scriptchat:ready' });
    } else if (data.type === 'scriptchat:shown' && origin === this.#host) {
      this.#open = data.open === true;
      if (!this.#open) return;
      this.#unread = 0;
      this.#focus();
    }
  }

  #key(event) {
    if (event.key === 'Escape' && !event.isComposing && !document.querySelector('dialog[open]')) this.#say({ type: 'scriptchat:close' });
  }

  #say(words) {
    if (this.#host !== null) window.parent.postMessage(words, this.#host);
  }
}
