// Where the person is on their way, as the service says it, and what is shown of that.
import { byId } from '../dom.js';

const WORDS = {
  outside: 'Say anything to begin',
  gate: 'A password is asked for',
  starting: 'Getting ready…',
  menu: 'Menu',
  onboarding: 'Before you begin',
  line: 'Waiting for others',
  world: 'In a conversation',
};

export class Place {
  #roster;
  #room;
  #moved;

  /** @param moved called when the place to write is there again, or no longer: (isWaiting) */
  constructor(roster, room, moved) {
    this.#roster = roster;
    this.#room = room;
    this.#moved = moved;
  }

  be(frame) {
    byId('situation').textContent = WORDS[frame.where] ?? '';
    this.#roster.are(frame.partners ?? []);
    const waits = frame.where === 'line';
    const waited = this.#room.isOpen;
    if (waits) this.#room.show(frame);
    else this.#room.close();
    if (waits !== waited) this.#moved(waits);
  }

  /** Nothing is known of it: there is no connection, or the journey is over. */
  forget() {
    byId('situation').textContent = '';
    this.#roster.clear();
    const waited = this.#room.isOpen;
    this.#room.close();
    if (waited) this.#moved(false);
  }
}
