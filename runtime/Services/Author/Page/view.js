// One moment of a conversation, for reading.
import { element, isEmpty, readable } from './dom.js';

export class View {
  element = element('div');
  #sections = new Map();

  /** @param all the conversation  @param at how it stood after the event that is looked at; null for none */
  show(all, at) {
    const number = at?.number ?? 0;
    this.#fill('Place', place(all, at));
    this.#fill('Waits', at && !at.over ? waits(at) : null);
    this.#fill('Said', said(all, number));
    this.#fill('Agents', at ? at.agents.map(agent) : null);
    this.#fill('Variables', at ? variables(at) : null);
    this.#fill('Side effects', effects(all, number));
    this.#fill('Saved rows', saved(all, number));
  }

  #fill(name, nodes) {
    let section = this.#sections.get(name);
    if (!section) {
      section = element('details', 'author-section');
      section.open = true;
      section.append(element('summary', '', name), element('div'));
      section.dataset.name = name.toLowerCase();
      this.#sections.set(name, section);
      this.element.append(section);
    }
    const some = (nodes ?? []).filter(Boolean);
    section.hidden = some.length === 0;
    section.lastElementChild.replaceChildren(...some);
  }
}

function place(all, at) {
  const world = all.world ? `${all.world}${all.task && all.task !== all.world ? ` (${all.task})` : ''}` : '';
  const innermost = at?.places.find((one) => one.line > 0);
  return [
    row('Journey', all.place),
    world ? row('World', at?.over ? `${world}, over` : world) : null,
    innermost ? row('Line', `${innermost.file}:${innermost.line}`, 'author-line') : null,
    all.version ? row('Version', `${all.version.slice(0, 12)}${all.newest ? '' : ', not the newest'}`) : null,
    all.branch ? row('Branch', `of ${all.branch.of.slice(-6)}, from event ${all.branch.event}`) : null,
    all.problem ? element('p', 'author-problem', all.problem) : null,
  ];
}

function waits(at) {
  const stack = at.places.map((one) => element('li', '', one.line > 0 ? `${one.file}:${one.line} in ${one.function}` : one.function));
  const list = element('ol', 'author-stack');
  list.append(...stack);
  const idle = at.waits.length === 0 ? [element('p', '', 'for anything to happen: parley is called again then')] : at.waits.map((one) => element('p', '', `for ${one}`));
  return [stack.length > 0 ? list : null, ...idle];
}

function said(all, number) {
  return (all.said ?? []).filter((line) => line.event <= number).slice(-40).map((line) => {
    const made = element('p', line.person ? 'author-said person' : 'author-said');
    made.append(element('strong', '', line.who || 'world'), ` ${line.text}${line.payload ? ` <${line.payload}>` : ''}`);
    if (line.to?.length && all.now?.agents.length > 1) made.append(element('span', 'author-dim', ` to ${line.to.join(', ')}`));
    return made;
  });
}

function agent(one) {
  const made = element('div', 'author-agent');
  made.dataset.agent = one.index;
  const name = element('p');
  name.append(element('strong', '', one.name ?? `agent ${one.index}`), element('span', 'author-dim', ` ${one.presence}${one.waitedFor ? ', waited for' : ''}`));
  made.append(name, element('p', 'author-dim', one.person));
  for (const [label, value] of [['Data', one.data], ['OnboardData', one.onboard], ['StoredData', one.stored]]) if (!isEmpty(value)) made.append(value_(label, value));
  return made;
}

function variables(at) {
  const made = Object.entries(at.variables).map(([name, value]) => value_(name, value));
  for (const place of at.places.filter((one) => !isEmpty(one.variables))) {
    made.push(element('p', 'author-dim', `in ${place.function}`), ...Object.entries(place.variables).map(([name, value]) => value_(name, value)));
  }
  return made;
}

function effects(all, number) {
  return (all.effects ?? []).filter((one) => one.asked <= number).slice(-40).map((one) => {
    const ended = one.ended && one.ended <= number;
    return value_(`${one.name}, asked at ${one.asked}`, ended ? one.result ?? one.error : 'under way');
  });
}

function saved(all, number) {
  return (all.saved ?? []).filter((one) => one.event <= number).slice(-40).map((one) => value_(`event ${one.event}`, one.row));
}

function row(name, text, className) {
  const made = element('p', 'author-row');
  made.append(element('span', 'author-dim', name), element('span', className ?? '', text));
  return made;
}

function value_(name, value) {
  const made = element('div', 'author-value');
  made.append(element('span', 'author-name', name), element('code', '', typeof value === 'string' && !name.includes(' ') ? JSON.stringify(value) : typeof value === 'string' ? value : readable(value)));
  return made;
}
