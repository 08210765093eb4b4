import type { Sentences } from '../catalogue.ts'

/** What the ground says: names that can't be read, descriptions of variables. */
export const ground: Sentences = {
  '"{1}" does not say how long artifacts are kept.': '"{1}" sagt nicht, wie lange Teile aufbewahrt werden.',
  'Say keep, drop, or a number of days from 1d to 3650d, like 7d.':
    'keep, drop oder eine Anzahl von Tagen von 1d bis 3650d angeben, etwa 7d.',
  'begins after its end': 'beginnt nach seinem Ende',
  'a name that can be read': 'ein lesbarer Name',
  'one for each of the jobs': 'einer für jeden der Aufträge',
  'ends before it begins': 'endet, bevor es beginnt',
  'a reason and a scope go with a rejection': 'Grund und Reichweite gehören zu einer Ablehnung',
  'is longer than ten years': 'ist länger als zehn Jahre',
  'goes with the order of the table only': 'geht nur mit der Ordnung der Tabelle',
  '"{1}" names no batch, job or unit.': '"{1}" nennt keinen Stapel, Auftrag oder Schritt.',
  'Say all, last, the id of a batch, j and the number of a job (j123), or u and that of a unit (u456).':
    'all, last, die Kennung eines Stapels, j und die Nummer eines Auftrags (j123) oder u und die eines Schritts (u456) angeben.',
  'What cells of this variable hold.': 'Was Zellen dieser Variablen enthalten.',
  'For people: shown in forms and messages.': 'Für Menschen: steht in Formularen und Meldungen.',
  'For people: what belongs here.': 'Für Menschen: was hierher gehört.',
  'Whether each row must have a value.': 'Ob jede Zeile einen Wert haben muss.',
  'A default makes the variable optional.': 'Eine Vorgabe macht die Variable freiwillig.',
  'Used when the cell is empty; written as in a cell.':
    'Gilt, wenn die Zelle leer ist; geschrieben wie in einer Zelle.',
  'A value to show the template with; written as in a cell.':
    'Ein Wert, mit dem die Vorlage gezeigt wird; geschrieben wie in einer Zelle.',
  'Further column names that are taken for this variable.':
    'Weitere Spaltennamen, die für diese Variable gelten.',
  'Whether the data may give a value for each language: columns name_es, name-fr, name (de).':
    'Ob die Daten je Sprache einen Wert geben dürfen: Spalten name_es, name-fr, name (de).',
  'The fewest characters.': 'Die wenigsten Zeichen.',
  'The most characters.': 'Die meisten Zeichen.',
  'Whether tags and entities of HTML are taken out of the text.':
    'Ob Tags und Entitäten von HTML aus dem Text genommen werden.',
  'The least value.': 'Der kleinste Wert.',
  'The greatest value.': 'Der größte Wert.',
  'Whether only whole numbers pass.': 'Ob nur ganze Zahlen gelten.',
  'Currency of cells that name none, like EUR.': 'Währung von Zellen, die keine nennen, etwa EUR.',
  'The first day, as 2026-01-31.': 'Der erste Tag, etwa 2026-01-31.',
  'The last day, as 2026-12-31.': 'Der letzte Tag, etwa 2026-12-31.',
  'A file of the template that stands in when the cell is empty or its file is missing.':
    'Eine Datei der Vorlage, die einspringt, wenn die Zelle leer ist oder ihre Datei fehlt.',
  'What stands between the items in a cell.': 'Was in einer Zelle zwischen den Einträgen steht.',
  'The fewest items.': 'Die wenigsten Einträge.',
  'The most items.': 'Die meisten Einträge.',
  'What the items are.': 'Was die Einträge sind.',
  'The values that a cell may have.': 'Die Werte, die eine Zelle haben darf.',
  'A template.json of Reelmill.': 'Eine template.json von Reelmill.',
}
