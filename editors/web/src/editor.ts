import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, StateEffect, StateField, Text } from '@codemirror/state';
import {
  Decoration,
  DecorationSet,
  EditorView,
  Tooltip,
  drawSelection,
  hoverTooltip,
  keymap,
  placeholder,
} from '@codemirror/view';
import { Answer, Edit } from './answer';
import { button, element } from './dom';

const judged = StateEffect.define<Answer>();

/** The last answer and the text that it is about. */
interface Judged {
  answer: Answer | null;
  doc: Text | null;
  marks: DecorationSet;
}

const state = StateField.define<Judged>({
  create: () => ({ answer: null, doc: null, marks: Decoration.none }),
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(judged)) {
        return { answer: effect.value, doc: transaction.newDoc, marks: marks(effect.value, transaction.newDoc.length) };
      }
    }
    // Until the next answer the marks move with the text.
    return transaction.docChanged ? { ...value, marks: value.marks.map(transaction.changes) } : value;
  },
  provide: (it) => EditorView.decorations.from(it, (value) => value.marks),
});

function marks(answer: Answer, length: number): DecorationSet {
  const linked = answer.mentions
    .filter((it) => it.records.length > 0)
    .map((it) => ({ from: it.start, to: it.end, className: `mention ${it.kind}` }));
  const wrong = answer.findings.map((it) => {
    // What has no letters of its own is shown at the letter beside it.
    const from = it.start === it.end && it.end === length ? Math.max(0, it.start - 1) : it.start;
    return { from, to: Math.min(length, Math.max(it.end, from + 1)), className: `squiggle ${it.severity}` };
  });
  const ranges = [...linked, ...wrong]
    .filter((it) => it.from < it.to)
    .map((it) => Decoration.mark({ class: it.className }).range(it.from, it.to));
  return Decoration.set(ranges, true);
}

export class Editor {
  readonly view: EditorView;

  /** `changed` is called after every change of the text. */
  constructor(parent: HTMLElement, changed: () => void) {
    // In a shadow root the styles of CodeMirror are constructed sheets, which the policy of the page allows.
    const root = parent.attachShadow({ mode: 'open' });
    this.view = new EditorView({
      root,
      parent: root as unknown as Element,
      state: EditorState.create({
        extensions: [
          history(),
          drawSelection(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': 'Article', spellcheck: 'false' }),
          placeholder('Paste or drop an article here, or begin to write.'),
          state,
          hoverTooltip((_, at) => this.tooltip(at), {
            hoverTime: 150,
            // A card tells of one answer.
            hideOn: (it) => it.docChanged || it.effects.some((effect) => effect.is(judged)),
          }),
          EditorView.updateListener.of((it) => it.docChanged && changed()),
          theme,
        ],
      }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  set text(text: string) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, selection: { anchor: 0 } });
  }

  /** Shows an answer, which must be about the present text. */
  show(answer: Answer): void {
    this.view.dispatch({ effects: judged.of(answer) });
  }

  /** Makes edits of the answer that is shown, unless the text has changed since: they would hit other words. */
  apply(edits: Edit[]): void {
    const { doc } = this.view.state.field(state);
    if (doc === this.view.state.doc) {
      this.view.dispatch({ changes: edits.map((it) => ({ from: it.start, to: it.end, insert: it.text })), userEvent: 'input' });
    }
    this.view.focus();
  }

  /** Selects a place of the answer that is shown. */
  reveal(start: number, end: number): void {
    const length = this.view.state.doc.length;
    this.view.dispatch({
      selection: { anchor: Math.min(start, length), head: Math.min(end, length) },
      effects: EditorView.scrollIntoView(Math.min(start, length), { y: 'center' }),
    });
    this.view.focus();
  }

  private tooltip(at: number): Tooltip | null {
    const { answer, doc } = this.view.state.field(state);
    if (!answer || doc !== this.view.state.doc) {
      return null;
    }
    const here = (it: { start: number; end: number }): boolean => it.start <= at && at <= it.end;
    const findings = answer.findings.filter(here);
    const mention = answer.mentions.findIndex((it) => here(it) && it.records.length > 0);
    const cards = mention < 0 ? [] : answer.cards[mention];
    if (findings.length === 0 && cards.length === 0) {
      return null;
    }
    const ranges = [...findings, ...(mention < 0 ? [] : [answer.mentions[mention]])];
    return {
      pos: Math.min(...ranges.map((it) => it.start)),
      end: Math.max(...ranges.map((it) => it.end)),
      above: false,
      create: () => {
        const dom = element('div', 'card');
        for (const it of findings) {
          const fixes = it.fixes.map((fix) => button(fix.title, 'fix', () => this.apply([fix])));
          dom.append(element('div', `finding ${it.severity}`, element('p', '', it.message), ...fixes));
        }
        for (const it of cards) {
          const kind = it.kind ? [element('span', 'kind', it.kind)] : [];
          dom.append(element('h3', '', it.heading, ...kind));
          const facts = it.facts.flatMap((fact) => [element('dt', '', fact.label), element('dd', '', fact.text)]);
          dom.append(element('dl', '', ...facts));
        }
        return { dom };
      },
    };
  }
}

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--paper)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--serif)', fontSize: '17px', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { maxWidth: '44em', margin: '0 auto', padding: '1.5rem 2rem 4rem', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--soft)', fontStyle: 'italic' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--wash) !important' },
  '.mention': { borderRadius: '2px', boxShadow: 'inset 0 -1px 0 color-mix(in srgb, var(--accent) 35%, transparent)' },
  '.mention.leader, .mention.treaty': { background: 'var(--wash)' },
  '.squiggle': { textDecoration: 'underline wavy var(--tone) 1.5px', textUnderlineOffset: '4px', textDecorationSkipInk: 'none' },
  '.error': { '--tone': 'var(--error)' },
  '.warning': { '--tone': 'var(--warning)' },
  '.information': { '--tone': 'var(--information)' },
  '.hint': { '--tone': 'var(--hint)' },
  '.cm-tooltip': {
    background: 'var(--paper)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
    boxShadow: '0 6px 24px #0003',
    maxWidth: '34rem',
    maxHeight: '24rem',
    overflow: 'auto',
  },
  '.card': { padding: '.7rem .9rem', fontFamily: 'var(--sans)', fontSize: '13px', lineHeight: '1.45' },
  '.card p': { margin: '0 0 .4rem' },
  '.card .finding': { borderLeft: '3px solid var(--tone)', paddingLeft: '.7rem', marginBottom: '.6rem' },
  '.card h3': { margin: '.2rem 0 .3rem', font: '600 15px/1.3 var(--serif)' },
  '.card .kind': { color: 'var(--soft)', fontWeight: '400', marginLeft: '.5rem' },
  '.card dl': { display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '.15rem .8rem', margin: '0' },
  '.card dt': { color: 'var(--soft)' },
  '.card dd': { margin: '0' },
  '.card .fix': {
    font: 'inherit',
    color: 'var(--accent)',
    background: 'none',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    padding: '.15rem .55rem',
    margin: '0 .35rem .2rem 0',
    cursor: 'pointer',
  },
});
