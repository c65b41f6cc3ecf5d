/** The item in the status bar: when the article was published and why, how new the records are, and whether the server runs. */

import * as vscode from 'vscode';
import type { Article } from './article';
import type { Server } from './server';

export function statusItem(server: Server, article: Article): vscode.Disposable[] {
  const item = vscode.window.createStatusBarItem('attache.status', vscode.StatusBarAlignment.Right, 50);
  item.name = 'Attaché';
  item.command = 'attache.menu';
  const show = () => {
    const { state, problem } = server;
    const said = article.status;
    item.backgroundColor = undefined;
    if (state === 'starting') {
      item.text = '$(sync~spin) Attaché';
      item.tooltip = 'The server starts.';
    } else if (state === 'stopped') {
      item.text = '$(error) Attaché';
      item.tooltip = problem ?? 'The server does not run.';
      item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
    } else if (said === undefined) {
      item.hide();
      return;
    } else {
      const { from, to, set, words, reasons } = said.publication;
      const day = from !== null && from === to ? from : from || to ? `${from ?? '…'} – ${to ?? '…'}` : 'no date';
      item.text = `${set ? '$(pinned)' : '$(calendar)'} ${day}`;
      item.tooltip = tooltip([
        `**Attaché**: ${words}`,
        ...reasons.map((it) => `- ${it}`),
        `\nRecords as of ${said.asOf}; server ${said.version}`,
      ]);
    }
    item.show();
  };
  show();
  return [item, server.onDidChange(show), article.onDidChange(show)];
}

function tooltip(lines: string[]): vscode.MarkdownString {
  return new vscode.MarkdownString(lines.join('\n'));
}
