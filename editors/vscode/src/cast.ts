/** The view "Cast": who and what the article names, with every mention, and a jump both ways. */

import * as vscode from 'vscode';
import type { Article } from './article';
import type { Member, Range } from './protocol';
import type { Server } from './server';

type Node = Group | Person | Mention;

interface Group {
  is: 'group';
  label: string;
  members: Person[];
}

/** One line with a name: a person, a treaty, or anything else. */
interface Person {
  is: 'member';
  member: Member;
  group: Group;
  mentions: Mention[];
}

interface Mention {
  is: 'mention';
  range: Range;
  of: Person;
}

export function castView(server: Server, article: Article): vscode.Disposable[] {
  const changed = new vscode.EventEmitter<undefined>();
  let groups: Group[] = [];
  const view = vscode.window.createTreeView<Node>('attache.cast', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) =>
        node === undefined ? groups : node.is === 'group' ? node.members : node.is === 'member' ? node.mentions : [],
      getParent: (node) => (node.is === 'group' ? undefined : node.is === 'member' ? node.group : node.of),
      getTreeItem: (node) => treeItem(node, article),
    },
  });
  const find = (at: vscode.Position): Mention | undefined =>
    groups
      .flatMap((it) => it.members)
      .flatMap((it) => it.mentions)
      .find((it) => range(it.range).contains(at));
  const reveal = async (mention: Mention, focus: boolean) => {
    await view.reveal(mention, { select: true, focus, expand: true });
  };
  return [
    changed,
    view,
    article.onDidChange(() => {
      groups = group(article.cast);
      view.message = article.editor === undefined ? 'No article is open.' : undefined;
      changed.fire(undefined);
    }),
    // The list follows the cursor, as long as it is on the screen.
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      const mention = textEditor === article.editor && view.visible && find(selections[0].active);
      if (mention) {
        void reveal(mention, false);
      }
    }),
    vscode.commands.registerCommand('attache.showInCast', async () => {
      const editor = vscode.window.activeTextEditor;
      const mention = editor && find(editor.selection.active);
      if (mention) {
        await reveal(mention, true);
      } else {
        void vscode.window.showInformationMessage('Attaché: nobody is named here.');
      }
    }),
    vscode.commands.registerCommand('attache.showMention', async (at: Range) => {
      if (article.editor) {
        await vscode.window.showTextDocument(article.editor.document, { selection: range(at) });
      }
    }),
    vscode.commands.registerCommand('attache.openMember', async (node: Node | undefined) => {
      const definition = node?.is === 'member' && node.member.definition;
      if (definition) {
        const place = server.location(definition);
        await vscode.window.showTextDocument(place.uri, { selection: place.range });
      }
    }),
  ];
}

function group(cast: Member[]): Group[] {
  const groups: Group[] = [
    { is: 'group', label: 'People', members: [] },
    { is: 'group', label: 'Treaties', members: [] },
    { is: 'group', label: 'States, organisations and events', members: [] },
  ];
  for (const member of cast) {
    const group = groups[member.kind === 'person' ? 0 : member.kind === 'treaty' ? 1 : 2];
    const person: Person = { is: 'member', member, group, mentions: [] };
    person.mentions = member.mentions.map((range) => ({ is: 'mention', range, of: person }));
    group.members.push(person);
  }
  return groups.filter((it) => it.members.length > 0);
}

function treeItem(node: Node, article: Article): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  if (node.is === 'group') {
    const item = new vscode.TreeItem(node.label, node.members[0].member.kind === 'person' || node.label === 'Treaties' ? Expanded : Collapsed);
    item.id = node.label;
    item.description = String(node.members.length);
    return item;
  }
  if (node.is === 'member') {
    const { record, name, detail, messages, verdict, mentions } = node.member;
    const item = new vscode.TreeItem(name, Collapsed);
    item.id = record;
    item.description = detail;
    item.iconPath = icon(node.member);
    item.contextValue = 'member';
    item.tooltip = [...messages, ...(verdict ? [] : [detail || name])].join('\n');
    item.command = { command: 'attache.showMention', title: 'Show the first mention', arguments: [mentions[0]] };
    return item;
  }
  const document = article.editor?.document;
  const { start } = node.range;
  const line = document && start.line < document.lineCount ? document.lineAt(start.line).text.trim() : '';
  const item = new vscode.TreeItem(line, None);
  item.description = `line ${start.line + 1}`;
  item.command = { command: 'attache.showMention', title: 'Show', arguments: [node.range] };
  return item;
}

/** What is wrong has the colour of its level; the rest shows what it is. */
function icon({ verdict, kind }: Member): vscode.ThemeIcon {
  switch (verdict) {
    case 'error':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'warning':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    case 'information':
    case 'hint':
      return new vscode.ThemeIcon('info');
    case null:
      return new vscode.ThemeIcon({ person: 'person', treaty: 'law', state: 'globe', organisation: 'organization', event: 'calendar' }[kind]);
  }
}

function range({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
