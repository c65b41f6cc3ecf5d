/** The article in the active editor, and what the server says of it. */

import * as vscode from 'vscode';
import type { Member, Status } from './protocol';
import { ARTICLES, type Server } from './server';

/** How long the keyboard must be quiet before the server is asked again, in milliseconds. */
const QUIET = 250;

export class Article implements vscode.Disposable {
  /** Fires when something below is news. */
  readonly onDidChange: vscode.Event<void>;
  editor: vscode.TextEditor | undefined;
  status: Status | undefined;
  cast: Member[] = [];

  private readonly changed = new vscode.EventEmitter<void>();
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;

  constructor(private readonly server: Server) {
    this.onDidChange = this.changed.event;
  }

  /** What an event of the editor's or of the server's asks for. */
  watch(): vscode.Disposable[] {
    return [
      this.changed,
      vscode.window.onDidChangeActiveTextEditor(() => this.refresh(0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.editor?.document) {
          this.refresh(QUIET);
        }
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('attache')) {
          this.refresh(QUIET);
        }
      }),
      // Findings come when an answer to anything else would have changed too: another date, other settings.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const shown = this.editor?.document.uri.toString();
        if (uris.some((it) => it.toString() === shown)) {
          this.refresh(QUIET);
        }
      }),
      this.server.onDidChange(() => this.refresh(0)),
    ];
  }

  refresh(quiet: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), quiet);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const editor = vscode.window.activeTextEditor;
    const article = editor && isArticle(editor.document) ? editor : undefined;
    if (article === undefined && editor !== undefined && editor.document.uri.scheme === 'output') {
      return; // a panel took the focus; the article is still there
    }
    const params = article && { textDocument: { uri: article.document.uri.toString() } };
    const [status, cast] = params
      ? await Promise.all([
          this.server.ask<Status>('attache/status', params),
          this.server.ask<Member[]>('attache/cast', params),
        ])
      : [undefined, undefined];
    if (turn !== this.turn) {
      return; // asked again in the meantime
    }
    this.editor = article;
    this.status = status;
    this.cast = cast ?? [];
    this.changed.fire();
  }
}

export function isArticle(document: vscode.TextDocument): boolean {
  return vscode.languages.match(ARTICLES, document) > 0;
}
