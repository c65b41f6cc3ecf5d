// What the server tells of an article. It counts code points; the editor counts UTF-16 units.

export type Severity = 'hint' | 'information' | 'warning' | 'error';

export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Finding {
  code: string;
  severity: Severity;
  start: number;
  end: number;
  message: string;
  fixes: (Edit & { title: string })[];
  evidence: { statement: string; source: string }[];
}

export interface Mention {
  start: number;
  end: number;
  kind: string;
  records: string[];
}

export interface Card {
  heading: string;
  kind: string;
  facts: { label: string; text: string }[];
}

export interface Member {
  record: string;
  kind: string;
  name: string;
  detail: string;
  mentions: [number, number][];
  verdict: Severity | null;
  findings: number[];
}

export interface Lane {
  record: string;
  name: string;
  bars: {
    label: string;
    from: string | null;
    to: string | null;
    running: boolean;
    contested: boolean;
    statement: string;
  }[];
  marks: { label: string; on: string; statement: string }[];
}

export interface Answer {
  publication: {
    from: string | null;
    to: string | null;
    soft_from: string | null;
    soft_to: string | null;
    reasons: string[];
  };
  published: string;
  today: string;
  as_of: string;
  mentions: Mention[];
  cards: Card[][];
  findings: Finding[];
  cast: Member[];
  timeline: Lane[];
  fix_all: Edit[];
}

/** Why there is no answer, in a sentence for the user. */
export class Refused extends Error {}

/** Asks the server. The token stands behind the `#` of the address, where browsers send it to nobody. */
export async function ask(text: string, format: string, date: string | null, signal: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch('article', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${location.hash.slice(1)}` },
      body: JSON.stringify({ text, format, date }),
      signal,
    });
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    throw new Refused('The server does not answer: start “attache serve” again and open the address that it prints.');
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Refused(answer.error);
  }
  return inUnits(answer, text);
}

/** Every offset of the answer turned from code points to UTF-16 units. */
function inUnits(answer: Answer, text: string): Answer {
  const units = [0];
  for (const char of text) {
    units.push(units[units.length - 1] + char.length);
  }
  const at = (offset: number): number => units[Math.min(offset, units.length - 1)];
  const moved = <T extends { start: number; end: number }>(it: T): T => ({ ...it, start: at(it.start), end: at(it.end) });
  return {
    ...answer,
    mentions: answer.mentions.map(moved),
    findings: answer.findings.map((it) => ({ ...moved(it), fixes: it.fixes.map(moved) })),
    cast: answer.cast.map((it) => ({ ...it, mentions: it.mentions.map(([start, end]) => [at(start), at(end)]) })),
    fix_all: answer.fix_all.map(moved),
  };
}
