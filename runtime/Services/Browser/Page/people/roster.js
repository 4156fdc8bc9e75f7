// Who else is here, and whether they are.
import { element } from '../dom.js';

const STATES = { here: 'here', away: 'away', left: 'has left' };

export class Roster {
  #view;
  #people = new Map();

  constructor(view) {
    this.#view = view;
  }

  /** These are here now, and nobody else. */
  are(partners) {
    this.#people = new Map(partners.map(({ who, state }) => [who, state]));
    this.#show();
  }

  /** Something is different with one of them. */
  is(who, state) {
    if (!Object.hasOwn(STATES, state)) return;
    this.#people.set(who, state);
    this.#show();
  }

  clear() {
    this.are([]);
  }

  #show() {
    this.#view.replaceChildren(...[...this.#people].map(([who, state]) => {
      const person = element('li', 'partner');
      person.dataset.state = state;
      const name = element('span', 'partner-name', who || 'Your partner');
      name.dir = 'auto';
      person.append(name, ' ', element('span', state === 'here' ? 'unseen' : 'partner-state', STATES[state]));
      return person;
    }));
    this.#view.hidden = this.#people.size === 0;
  }
}
