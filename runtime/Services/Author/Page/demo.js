// Several people in one window, each in a frame with a seat of its own, for worlds of several.
import { element } from './dom.js';
import { Overlay } from './overlay.js';
import { Stream } from './stream.js';
import { Toast } from './toast.js';

const MOST = 8;

const people = document.getElementById('people');
const overlay = new Overlay();
const toast = new Toast();
const seats = new URLSearchParams(location.hash.slice(1)).get('seats')?.split(',').slice(0, MOST);

document.getElementById('more').addEventListener('click', () => come(people.children.length + 1));
document.getElementById('fewer').addEventListener('click', () => people.lastElementChild?.remove());
new Stream({
  build(build) {
    overlay.show(build);
    toast.show(build);
  },
  changed() {},
}).open('');
start();

function start() {
  if (seats) return seats.forEach((seat, index) => sit(seat, index + 1));
  const wanted = Number(new URLSearchParams(location.search).get('people'));
  const count = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 2, 1), MOST);
  for (let number = 1; number <= count; number++) come(number);
}

function come(number) {
  if (number <= MOST) sit(`person-${number}`, number);
}

function sit(seat, number) {
  const frame = element('iframe');
  frame.title = `Person ${number}`;
  frame.src = `/#seat=${encodeURIComponent(seat)}`;
  people.append(frame);
}
