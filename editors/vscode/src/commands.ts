/** The commands that need no view of their own. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { isArticle, type Article } from './article';
import type { Status, Symbol } from './protocol';
import type { Server } from './server';

const run = promisify(execFile);

export function commands(context: vscode.ExtensionContext, server: Server, article: Article): vscode.Disposable[] {
  const all: Record<string, () => unknown> = {
    restart: () => server.restart(),
    showOutput: () => server.output.show(),
    copyDebugInfo: () => copyDebugInfo(context, server, article),
    openRecord: () => openRecord(),
    lookUp: () => lookUp(server),
    setDate: () => setDate(server, article),
    checkWorkspace: async () => {
      await server.checkWorkspace();
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    },
    newRecord: () => newRecord(server),
    menu: () => menu(),
  };
  return Object.entries(all).map(([name, does]) => vscode.commands.registerCommand(`attache.${name}`, does));
}

/** What a report of a mistake should have in it; no word of the article. */
async function copyDebugInfo(context: vscode.ExtensionContext, server: Server, article: Article): Promise<void> {
  const settings = vscode.workspace.getConfiguration('attache');
  let program: string;
  try {
    const { command, from } = server.program();
    program = `${command} (${from})`;
  } catch (error) {
    program = String(error);
  }
  const facts = {
    extension: (context.extension.packageJSON as { version: string }).version,
    server: article.status?.version ?? 'unknown',
    records: article.status?.asOf ?? 'unknown',
    state: server.state,
    problem: server.problem ?? null,
    program,
    editor: `${vscode.env.appName} ${vscode.version}`,
    system: `${process.platform} ${process.arch}`,
    remote: vscode.env.remoteName ?? null,
    settings: Object.fromEntries(Object.keys(settings).flatMap((it) => (settings.inspect(it) ? [[it, settings.get(it)]] : []))),
  };
  await vscode.env.clipboard.writeText(`${JSON.stringify(facts, null, 2)}\n`);
  void vscode.window.showInformationMessage('Attaché: the debug information is on the clipboard.');
}

async function openRecord(): Promise<void> {
  await vscode.commands.executeCommand('editor.action.revealDefinition');
}

interface Found extends vscode.QuickPickItem {
  place: vscode.Location;
}

/** Search as you type; what is chosen opens as a record. */
async function lookUp(server: Server): Promise<void> {
  const pick = vscode.window.createQuickPick<Found>();
  pick.title = 'Look Up a Leader or a Treaty';
  pick.placeholder = 'A name, or the beginning of one';
  const search = async (query: string) => {
    pick.busy = true;
    const found = query === '' ? [] : await server.ask<Symbol[]>('workspace/symbol', { query });
    if (pick.value === query) {
      pick.items = (found ?? []).map((it) => ({
        label: it.name,
        description: it.containerName,
        place: server.location(it.location),
        // The server has chosen already, and knows more spellings than the label shows.
        alwaysShow: true,
      }));
      pick.busy = false;
    }
  };
  pick.onDidChangeValue((query) => void search(query));
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    if (chosen) {
      void vscode.window.showTextDocument(chosen.place.uri, { selection: chosen.place.range });
    }
    pick.hide();
  });
  pick.onDidHide(() => pick.dispose());
  const editor = vscode.window.activeTextEditor;
  pick.show();
  pick.value = editor ? editor.document.getText(editor.selection) : '';
  await search(pick.value);
}

/** The article's date as the user says it, until the article is closed; nothing takes it back. */
async function setDate(server: Server, article: Article): Promise<void> {
  const document = vscode.window.activeTextEditor?.document ?? article.editor?.document;
  if (document === undefined || !isArticle(document)) {
    void vscode.window.showInformationMessage('Attaché: no article is open.');
    return;
  }
  const textDocument = { uri: document.uri.toString() };
  const before = (await server.ask<Status>('attache/status', { textDocument }))?.publication;
  const date = await vscode.window.showInputBox({
    title: 'Set Publication Date',
    prompt: 'The day on which the article was published. Empty: what the article says.',
    placeHolder: 'YYYY-MM-DD',
    value: before?.from === before?.to ? (before?.from ?? '') : '',
    validateInput: (text) => (/^(\d{4}-\d{2}-\d{2})?$/.test(text) ? undefined : 'Write a day as YYYY-MM-DD.'),
  });
  if (date === undefined) {
    return;
  }
  const params = { textDocument, date: date === '' ? null : date };
  if ((await server.ask<Status>('attache/setDate', params)) === undefined) {
    void vscode.window.showErrorMessage(`Attaché: ${date} was not taken.`);
  }
  article.refresh(0);
}

/** An empty record of a person, to fill in. */
async function newRecord(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const name = await vscode.window.showInputBox({
    title: 'New House Record',
    prompt: 'The full name of the person.',
    value: editor ? editor.document.getText(editor.selection) : '',
  });
  if (name === undefined || name.trim() === '') {
    return;
  }
  const { command } = server.program();
  const { stdout } = await run(command, ['kb', 'new', 'person', name.trim()]);
  const document = await vscode.workspace.openTextDocument({ language: 'toml', content: stdout });
  await vscode.window.showTextDocument(document);
}

/** The commands, for a click on the status bar. */
async function menu(): Promise<void> {
  const entries = [
    { label: '$(calendar) Set Publication Date…', command: 'attache.setDate' },
    { label: '$(list-tree) Show Cast', command: 'attache.cast.focus' },
    { label: '$(search) Look Up a Leader or a Treaty…', command: 'attache.lookUp' },
    { label: '$(checklist) Check Workspace', command: 'attache.checkWorkspace' },
    { label: '$(debug-restart) Restart Server', command: 'attache.restart' },
    { label: '$(output) Show Output', command: 'attache.showOutput' },
    { label: '$(bug) Copy Debug Information', command: 'attache.copyDebugInfo' },
  ];
  const chosen = await vscode.window.showQuickPick(entries, { title: 'Attaché' });
  if (chosen) {
    await vscode.commands.executeCommand(chosen.command);
  }
}
