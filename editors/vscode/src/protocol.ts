/** What the server says in the requests that are its own. Positions count UTF-16 units, as those of the editor. */

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface Location {
  uri: string;
  range: Range;
}

/** One who or which the article names: an answer to `attache/cast` is a list of these. */
export interface Member {
  record: string;
  kind: 'person' | 'treaty' | 'state' | 'organisation' | 'event';
  name: string;
  detail: string;
  mentions: Range[];
  verdict: 'error' | 'warning' | 'information' | 'hint' | null;
  messages: string[];
  definition: Location | null;
}

/** The answer to `attache/status` and `attache/setDate`. Days are written as YYYY-MM-DD. */
export interface Status {
  version: string;
  asOf: string;
  publication: {
    words: string;
    from: string | null;
    to: string | null;
    set: boolean;
    range: Range | null;
    reasons: string[];
  };
}

/** One answer to `workspace/symbol`. */
export interface Symbol {
  name: string;
  containerName?: string;
  location: Location;
}
