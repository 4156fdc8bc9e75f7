// Puts words where they can be pasted from. On plain http from another machine there is no clipboard to write to, so the old way stays.
const SHOWN = 1_500;

export class Copying {
  #announce;

  constructor(announce) {
    this.#announce = announce;
  }

  copy = async (text, button) => {
    const done = await write(text) || byHand(text);
    this.#announce(done ? 'Copied' : 'That could not be copied');
    button.focus({ preventScroll: true });
    if (!done) return;
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), SHOWN);
  };
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function byHand(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'unseen';
  document.body.append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } finally {
    area.remove();
  }
}
