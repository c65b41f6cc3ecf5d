// The page of `attache serve`: it shows what the server says of the text, and knows nothing of leaders or treaties itself.
import { Answer, Finding, Member, Refused, ask } from './answer';
import { button, byId, element } from './dom';
import { Editor } from './editor';
import { Reach, dayOf, draw, isoOf, reachOf } from './timeline';

/** The largest file that is opened, in bytes: what the server reads, with room for JSON. */
const LARGEST = 1_500_000;

const format = byId<HTMLSelectElement>('format');
const date = byId<HTMLInputElement>('date');
const slider = byId<HTMLInputElement>('slider');
const editor = new Editor(byId('editor'), judge);
let chosen: string | null = null;
let shown: Answer | null = null;
let reach: Reach | null = null;
let running = new AbortController();

/** Asks for the present text and date; the answer to an earlier question is not waited for. */
async function judge(): Promise<void> {
  running.abort();
  const mine = new AbortController();
  running = mine;
  try {
    const answer = await ask(editor.text, format.value, chosen, mine.signal);
    if (!mine.signal.aborted) {
      trouble('');
      show(answer);
    }
  } catch (error) {
    if (!mine.signal.aborted) {
      trouble(error instanceof Refused ? error.message : String(error));
    }
  }
}

function show(answer: Answer): void {
  shown = answer;
  editor.show(answer);
  byId('published').textContent = answer.published;
  byId('why').textContent = answer.publication.reasons.join(' · ');
  byId('why').title = byId('why').textContent;
  byId('stated').hidden = chosen === null;
  byId('count').textContent = String(answer.findings.length);
  byId('fix-all').hidden = answer.fix_all.length < 2;
  const nothing = (text: string): HTMLElement => element('li', 'none', text);
  byId('findings').replaceChildren(
    ...(answer.findings.length > 0 ? answer.findings.map(finding) : [nothing('Nothing found.')]),
  );
  byId('cast').replaceChildren(...(answer.cast.length > 0 ? answer.cast.map(member) : [nothing('Nobody yet.')]));
  const day = answer.publication.soft_from ?? answer.publication.soft_to ?? answer.today;
  // While the thumb is dragged the scale stays where it is.
  if (!slider.matches(':active') || reach === null) {
    reach = reachOf(answer);
    slider.min = String(reach.first);
    slider.max = String(reach.last);
    slider.value = String(dayOf(day));
    slider.setAttribute('aria-valuetext', day);
  }
  if (document.activeElement !== date) {
    date.value = day;
  }
  draw(answer, reach);
}

function finding(it: Finding): HTMLElement {
  const fixes = it.fixes.map((fix) => button(fix.title, 'fix', () => editor.apply([fix])));
  const evidence = it.evidence.map((each) => element('p', '', `${each.statement} `, element('cite', '', each.source)));
  return element(
    'li',
    it.severity,
    button(it.message, 'message', () => editor.reveal(it.start, it.end)),
    element('span', 'code', it.code),
    element('div', 'fixes', ...fixes),
    element('details', '', element('summary', '', 'Evidence'), ...evidence),
  );
}

function member(it: Member): HTMLElement {
  let next = 0;
  const go = button('', it.verdict ?? '', () => {
    editor.reveal(...it.mentions[next]);
    next = (next + 1) % it.mentions.length;
  });
  const detail = it.detail ? [element('span', 'detail', it.detail)] : [];
  const times = it.mentions.length > 1 ? `×${it.mentions.length}` : '';
  go.append(element('span', 'dot'), element('span', 'name', it.name, ...detail), element('span', 'times', times));
  const item = element('li', '', go);
  item.dataset.record = it.record;
  return item;
}

function trouble(text: string): void {
  byId('trouble').textContent = text;
  byId('trouble').hidden = text === '';
}

function choose(day: string | null): void {
  chosen = day;
  void judge();
}

async function open(file: File): Promise<void> {
  if (file.size > LARGEST) {
    trouble(`${file.name} is too large for this page: use “attache check”.`);
    return;
  }
  const ending = /\.([^.]+)$/.exec(file.name)?.[1].toLowerCase() ?? '';
  format.value = ['html', 'htm', 'xhtml'].includes(ending) ? 'html' : ending === 'txt' ? 'plaintext' : 'markdown';
  begin(await file.text());
}

/** A text that is another article: what was chosen for the one before does not hold for it. */
function begin(text: string): void {
  chosen = null;
  editor.text = text;
  editor.view.focus();
  void judge();
}

async function example(): Promise<void> {
  format.value = 'markdown';
  const response = await fetch('example.md').catch(() => null);
  if (response?.ok) {
    begin(await response.text());
  } else {
    trouble('The server does not answer.');
  }
}

format.addEventListener('change', () => void judge());
date.addEventListener('change', () => choose(date.value || null));
slider.addEventListener('input', () => {
  const day = isoOf(Number(slider.value));
  date.value = day;
  slider.setAttribute('aria-valuetext', day);
  choose(day);
});
// Let go of, it gets the scale that fits.
slider.addEventListener('change', () => shown && show(shown));
byId('stated').addEventListener('click', () => choose(null));
byId('example').addEventListener('click', () => void example());
byId('clear').addEventListener('click', () => begin(''));
byId('fix-all').addEventListener('click', () => editor.apply(shown?.fix_all ?? []));
byId('open').addEventListener('click', () => byId('file').click());
byId<HTMLInputElement>('file').addEventListener('change', ({ target }) => {
  const input = target as HTMLInputElement;
  if (input.files?.[0]) {
    void open(input.files[0]);
  }
  input.value = '';
});
window.addEventListener('resize', () => shown && reach && draw(shown, reach));
window.addEventListener('hashchange', () => void judge());

// In the capture phase, before the editor would put the file in between the words.
const article = byId('article');
const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
article.addEventListener('dragover', (event) => {
  if (carries(event)) {
    event.preventDefault();
    article.classList.add('dropping');
  }
});
article.addEventListener('dragleave', () => article.classList.remove('dropping'));
article.addEventListener(
  'drop',
  (event) => {
    article.classList.remove('dropping');
    if (carries(event) && event.dataTransfer?.files[0]) {
      event.preventDefault();
      event.stopPropagation();
      void open(event.dataTransfer.files[0]);
    }
  },
  true,
);

void example();
