import { Answer, Lane } from './answer';
import { byId, element } from './dom';

const DAY = 86_400_000;
/** How wide the name of an office must be to be read, in pixels a letter. */
const LETTER = 6.2;
/** From one row of bars to the next, in pixels. */
const ROW = 18;
/** The width of the slider's thumb, in pixels. */
const THUMB = 16;

/** Days since 1970. */
export function dayOf(iso: string): number {
  return Math.round(Date.parse(iso) / DAY);
}

export function isoOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The days that the plot reaches over: all that has a day in it, and a year more on both sides. */
export interface Reach {
  first: number;
  last: number;
}

export function reachOf(answer: Answer): Reach {
  const days = [answer.today, answer.publication.soft_from, answer.publication.soft_to];
  for (const lane of answer.timeline) {
    days.push(...lane.bars.flatMap((it) => [it.from, it.to]), ...lane.marks.map((it) => it.on));
  }
  const known = days.filter((it) => it !== null).map(dayOf);
  return { first: Math.min(...known) - 365, last: Math.max(...known) + 365 };
}

/** Draws terms and treaties, with the days on which the article may have been published. */
export function draw(answer: Answer, reach: Reach): void {
  const lanes = byId('lanes');
  // The thumb's middle goes from one end of the plot to the other.
  const plot = Math.max(1, byId('slider').clientWidth - THUMB);
  const at = (day: number): number => ((day - reach.first) / (reach.last - reach.first)) * plot;
  const { soft_from, soft_to } = answer.publication;
  const from = soft_from === null ? null : dayOf(soft_from);
  const to = soft_to === null ? null : dayOf(soft_to);
  const publication = (svg: SVGElement, height: number): void => {
    if (from !== null && from === to) {
      svg.append(shape('line', { class: 'now', x1: at(from), x2: at(from), y1: 0, y2: height }));
    } else if (from !== null || to !== null) {
      const left = at(from ?? reach.first);
      svg.append(shape('rect', { class: 'maybe', x: left, y: 0, width: Math.max(2, at(to ?? reach.last) - left), height }));
    }
  };
  const years = ticks(reach);
  const lines = answer.timeline.map((lane) => {
    const rows = rowsOf(lane, reach);
    const height = 6 + ROW * Math.max(1, ...rows.map((it) => it + 1));
    const svg = shape('svg', { height });
    for (const year of years) {
      const x = at(dayOf(`${year}-01-01`));
      svg.append(shape('line', { class: 'year', x1: x, x2: x, y1: 0, y2: height }));
    }
    svg.append(bars(lane, rows, reach, at, from, to));
    publication(svg, height);
    const member = answer.cast.find((it) => it.record === lane.record);
    const label = element('span', member?.verdict ? `label wrong ${member.verdict}` : 'label', lane.name);
    label.title = lane.name;
    const row = element('div', 'lane', label, svg);
    row.dataset.record = lane.record;
    return row;
  });
  const axis = shape('svg', { height: 20 });
  for (const year of years) {
    const text = shape('text', { x: at(dayOf(`${year}-01-01`)) + 3, y: 13 });
    text.textContent = String(year);
    axis.append(text);
  }
  publication(axis, 20);
  lanes.replaceChildren(...lines, element('div', 'lane axis', element('span', 'label'), axis));
}

/** The first and the last day at which a bar is drawn: what has no known end is as short as can be seen. */
function extent(bar: Lane['bars'][number], reach: Reach): [number, number] {
  const first = bar.from === null ? dayOf(bar.to ?? isoOf(reach.first)) - 30 : dayOf(bar.from);
  const last = bar.to === null ? (bar.running ? reach.last : first + 30) : dayOf(bar.to);
  return [first, last];
}

/** The row of each bar of a lane, so that offices held at the same time stand below one another. */
function rowsOf(lane: Lane, reach: Reach): number[] {
  const ends: number[] = [];
  return lane.bars.map((bar) => {
    const [first, last] = extent(bar, reach);
    // One day is often the last in one office and the first in the next.
    const free = ends.findIndex((it) => it <= first);
    const row = free < 0 ? ends.length : free;
    ends[row] = last;
    return row;
  });
}

function bars(
  lane: Lane,
  rows: number[],
  reach: Reach,
  at: (day: number) => number,
  from: number | null,
  to: number | null,
): SVGElement {
  const group = shape('g', { class: lane.marks.length > 0 ? 'treaty' : 'person' });
  for (const [idx, bar] of lane.bars.entries()) {
    const [first, last] = extent(bar, reach);
    const x = at(first);
    const y = 4 + ROW * rows[idx];
    const width = Math.max(2, at(last) - x);
    const held = from !== null && to !== null && first <= to && from <= last;
    const classes = ['bar', bar.contested ? 'contested' : '', held ? 'held' : ''].join(' ').trim();
    const rect = shape('rect', { class: classes, x, y, width, height: 16, rx: 3 });
    rect.append(titled(bar.statement));
    group.append(rect);
    const room = Math.floor((width - 10) / LETTER);
    if (room >= 6) {
      const text = shape('text', { class: 'bar-text', x: x + 5, y: y + 12 });
      text.textContent = bar.label.length > room ? `${bar.label.slice(0, room - 1)}…` : bar.label;
      text.append(titled(bar.statement));
      group.append(text);
    }
  }
  for (const mark of lane.marks) {
    const dot = shape('circle', { class: 'mark', cx: at(dayOf(mark.on)), cy: 12, r: 4 });
    dot.append(titled(mark.statement));
    group.append(dot);
  }
  return group;
}

function ticks({ first, last }: Reach): number[] {
  const [begin, end] = [new Date(first * DAY).getUTCFullYear() + 1, new Date(last * DAY).getUTCFullYear()];
  const step = [1, 2, 5, 10, 20, 50, 100].find((it) => (end - begin) / it <= 14) ?? 200;
  const years = [];
  for (let year = Math.ceil(begin / step) * step; year <= end; year += step) {
    years.push(year);
  }
  return years;
}

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, String(value));
  }
  return made;
}

function titled(text: string): SVGElement {
  const title = shape('title', {});
  title.textContent = text;
  return title;
}
