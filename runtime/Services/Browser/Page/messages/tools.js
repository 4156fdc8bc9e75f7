// What one can do with a message: copy it, and say what one thinks of it.
import { element } from '../dom.js';
import { icon } from '../look/icons.js';

/** A row of buttons. They are reached by Tab only from the message that has the focus, so that a long conversation is no long way. */
export function tools({ copy, judge }) {
  const row = element('span', 'tools');
  row.ariaLive = 'off';
  const button = tool('copy', 'Copy');
  button.append(icon('done'));
  button.addEventListener('click', () => copy(button));
  row.append(button);
  if (!judge) return row;
  for (const [thumb, label] of [['up', 'Good'], ['down', 'Bad']]) {
    const vote = tool(thumb, label);
    vote.ariaPressed = 'false';
    vote.addEventListener('click', () => judge(vote.ariaPressed === 'true' ? null : thumb));
    row.append(vote);
  }

  return row;
}

function tool(name, label) {
  const button = element('button', `tool ${name}`);
  button.type = 'button';
  button.tabIndex = -1;
  button.ariaLabel = label;
  button.title = label;
  button.append(icon(name));
  return button;
}
