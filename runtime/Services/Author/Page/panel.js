// The panel beside the chat: the conversation from the inside, now and after each of its events.
import { branch } from './branch.js';
import { button, element } from './dom.js';
import { View } from './view.js';

const OPEN = 'scriptchat.author.open';

export class Panel {
  #token;
  #box = element('aside', 'author-panel');
  #toggle = button('author-toggle', 'Author', () => this.#open(this.#box.hidden));
  #which = element('select');
  #slider = element('input');
  #event = element('p', 'author-event');
  #note = element('p', 'author-note');
  #back = button('author-quiet', '‹', () => this.#go(Number(this.#slider.value) - 1));
  #forth = button('author-quiet', '›', () => this.#go(Number(this.#slider.value) + 1));
  #live = button('author-quiet', 'Live', () => this.#go(null));
  #branch = button('author-strong', 'Branch here', () => this.#branchHere());
  #view = new View();
  #all = null;
  #at = null; // the number of the event that is looked at; null for the newest, whatever it is
  #snapshots = new Map();
  #busy = false;
  #again = false;
  #ask = null;

  constructor(token) {
    this.#token = token;
    this.#build();
    this.#open(remembered());
  }

  /** Another conversation's token, perhaps: all is new. */
  begin() {
    this.#ask?.abort();
    this.#all = null;
    this.#at = null;
    this.#which.replaceChildren();
    for (const each of [this.#slider, this.#branch, this.#back, this.#forth, this.#live]) each.disabled = true;
    this.refresh();
  }

  /** Something happened. What happens while the news of it is on its way is asked for once more, not more often. */
  async refresh() {
    if (this.#box.hidden || !this.#token()) return;
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    try {
      do {
        this.#again = false;
        const all = await this.#fetch('/author/conversation');
        if (all) this.#take(all);
      } while (this.#again);
    } finally {
      this.#busy = false;
    }
  }

  #build() {
    this.#box.setAttribute('aria-label', "Author's view");
    this.#toggle.setAttribute('aria-expanded', 'false');
    this.#slider.type = 'range';
    this.#slider.min = 1;
    this.#slider.setAttribute('aria-label', 'Event');
    this.#slider.addEventListener('input', () => this.#go(Number(this.#slider.value)));
    this.#which.setAttribute('aria-label', 'Conversation');
    this.#which.addEventListener('change', () => {
      this.#at = null;
      this.refresh();
    });
    this.#back.setAttribute('aria-label', 'Event before');
    this.#forth.setAttribute('aria-label', 'Event after');
    this.#note.setAttribute('role', 'status');
    const people = element('a', '', 'People side by side');
    people.href = '/author/demo?people=2';
    people.target = '_blank';
    const head = element('div', 'author-head');
    head.append(element('h2', '', "Author's view"), people, button('author-quiet', 'Close', () => this.#close()));
    const steps = element('div', 'author-steps');
    steps.append(this.#back, this.#slider, this.#forth, this.#live);
    const act = element('div', 'author-act');
    act.append(this.#event, this.#branch);
    const body = element('div', 'author-body');
    body.tabIndex = 0;
    body.setAttribute('role', 'group');
    body.setAttribute('aria-label', 'The conversation from the inside');
    body.append(this.#view.element);
    this.#box.append(head, this.#which, steps, act, this.#note, body);
    document.body.append(this.#box);
    (document.querySelector('header') ?? document.body).append(this.#toggle);
  }

  #open(on) {
    this.#box.hidden = !on;
    this.#toggle.setAttribute('aria-expanded', String(on));
    document.documentElement.classList.toggle('author-beside', on);
    remember(on);
    if (on) this.refresh();
  }

  #close() {
    this.#open(false);
    this.#toggle.focus();
  }

  #take(all) {
    const other = all.conversation !== this.#all?.conversation || all.version !== this.#all?.version;
    if (other || (all.events?.length ?? 0) < (this.#all?.events?.length ?? 0)) {
      this.#snapshots.clear();
      this.#at = null;
    }
    this.#all = all;
    this.#list(all);
    const count = all.events?.length ?? 0;
    this.#slider.max = Math.max(count, 1);
    this.#slider.disabled = this.#branch.disabled = count === 0;
    if (count > 0) this.#snapshots.set(count, all.now);
    this.#show(this.#at ?? count);
  }

  #list(all) {
    const chosen = this.#which.value;
    this.#which.replaceChildren(new Option('the one that goes on', ''), ...all.conversations.map((one, index) => new Option(`${index + 1}: ${one.task || one.kind} ${one.id.slice(-6)}`, one.id)));
    this.#which.value = all.conversations.some((one) => one.id === chosen) ? chosen : '';
    this.#which.hidden = all.conversations.length < 2;
  }

  #go(number) {
    const count = this.#all?.events?.length ?? 0;
    if (count === 0) return;
    this.#at = number === null || number >= count ? null : Math.max(number, 1);
    this.#show(this.#at ?? count);
  }

  async #show(number) {
    // Whatever was asked for before is no longer what is looked at, also where this needs no asking.
    this.#ask?.abort();
    const ask = this.#ask = new AbortController();
    const all = this.#all;
    const count = all.events?.length ?? 0;
    this.#slider.value = number;
    this.#slider.setAttribute('aria-valuetext', count > 0 ? `${number} of ${count}: ${all.events[number - 1].event}` : 'no events');
    this.#event.textContent = count > 0 ? `Event ${number} of ${count}: ${all.events[number - 1].event}` : '';
    this.#back.disabled = number <= 1;
    this.#forth.disabled = this.#live.disabled = number >= count;
    if (count === 0) return this.#view.show(all, null);
    const known = this.#snapshots.get(number);
    if (known) return this.#view.show(all, known);
    const snapshot = await this.#fetch(`/author/conversation/${number}`, { signal: ask.signal });
    if (!snapshot || ask.signal.aborted) return;
    this.#snapshots.set(number, snapshot);
    this.#view.show(all, snapshot);
  }

  async #branchHere() {
    this.#note.textContent = 'Branching…';
    this.#branch.disabled = true;
    try {
      const number = this.#at ?? this.#all.events.length;
      const answer = await this.#fetch('/author/branch', { method: 'POST', body: JSON.stringify({ conversation: this.#all.conversation, event: number }) });
      if (!answer) this.#note.textContent = 'The runtime does not answer.';
      else if (answer.error) this.#note.textContent = answer.error.text;
      else this.#note.textContent = branch(answer.seats) ? `Branched at event ${number}: see the new tab.` : 'The browser keeps the new tab from opening: allow pop-ups for this page.';
    } finally {
      this.#branch.disabled = false;
    }
  }

  async #fetch(path, more = {}) {
    const of = this.#which.value ? `?of=${encodeURIComponent(this.#which.value)}` : '';
    try {
      const response = await fetch(path + of, { ...more, headers: { 'X-Session': this.#token() }, cache: 'no-store' });
      return response.ok || response.status === 409 ? await response.json() : null;
    } catch {
      return null;
    }
  }
}

function remembered() {
  try {
    return localStorage.getItem(OPEN) === 'yes';
  } catch {
    return false;
  }
}

function remember(on) {
  try {
    localStorage.setItem(OPEN, on ? 'yes' : 'no');
  } catch {
    // Then it is closed again at the next visit.
  }
}
