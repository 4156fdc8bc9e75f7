// Each speaker has a hue of their own, given out in order of appearance, so that the first ones are as far apart as can be.
const HUES = [155, 25, 300, 215, 75, 345, 185, 110, 265, 50];

export class Speakers {
  #hues = new Map();

  hue(name) {
    if (!this.#hues.has(name)) this.#hues.set(name, HUES[this.#hues.size % HUES.length]);
    return this.#hues.get(name);
  }

  static initial(name) {
    return [...name.trim()][0]?.toUpperCase() ?? '?';
  }
}
