import type { Sentences } from '../catalogue.ts'

/** Expressions and conditions of templates. */
export const coreExpressions: Sentences = {
  '{1} is yes or no and has no words of its own.': '{1} ist ja oder nein und hat keinen eigenen Text.',
  'Write {% if {1} %} ... {% else %} ... {% endif %}.':
    '{% if {1} %} ... {% else %} ... {% endif %} schreiben.',
  'Blocks are nested too deeply.': 'Die Blöcke sind zu tief verschachtelt.',
  'Use fewer blocks inside one another.': 'Weniger Blöcke ineinander verwenden.',
  '"{1}" can\'t be used here.': '"{1}" lässt sich hier nicht verwenden.',
  'The blocks are {1}.': 'Die Blöcke sind {1}.',
  '"{1}" can\'t be read.': '"{1}" ist nicht zu lesen.',
  'Write {% assign saving = price | minus: offer %}.':
    '{% assign saving = price | minus: offer %} schreiben.',
  'The name "{1}" is taken.': 'Der Name "{1}" ist vergeben.',
  'Choose a name that no variable has.': 'Einen Namen wählen, den keine Variable hat.',
  'Loops stand more than {1} deep in one another.': 'Schleifen stehen mehr als {1} tief ineinander.',
  'Use a list of its own.': 'Eine eigene Liste verwenden.',
  'A loop has no "{1}".': 'Eine Schleife kennt kein "{1}".',
  'It can have limit: 3, offset: 1 and reversed.': 'Sie kann limit: 3, offset: 1 und reversed haben.',
  'a file': 'eine Datei',
  'a number': 'eine Zahl',
  'an amount of money': 'ein Geldbetrag',
  'a percentage': 'ein Prozentsatz',
  'a date': 'ein Datum',
  'yes or no': 'ja oder nein',
  'a list': 'eine Liste',
  'any value': 'irgendein Wert',
  "A loop can't go over {1}, which is {2}.": 'Eine Schleife kann nicht über {1} gehen; das ist {2}.',
  'Loop over a list variable or a range like (1..5).':
    'Die Schleife über eine Listenvariable oder einen Bereich wie (1..5) gehen lassen.',
  'A condition compares {1} with {2}.': 'Eine Bedingung vergleicht {1} mit {2}.',
  'Give both amounts in one currency.': 'Beide Beträge in einer Währung angeben.',
  "{1} is {2} and {3} is {4}: they can't be compared.":
    '{1} ist {2} und {3} ist {4}: Das lässt sich nicht vergleichen.',
  'Put the number in quotes, or make the variable a number.':
    'Die Zahl in Anführungszeichen setzen oder die Variable zu einer Zahl machen.',
  'Compare values of one type; != blank asks whether there is a value at all.':
    'Werte eines Typs vergleichen; != blank fragt, ob es überhaupt einen Wert gibt.',
  '"{1}" is compared with the date {2}, but isn\'t written as a date.':
    '"{1}" wird mit dem Datum {2} verglichen, ist aber nicht als Datum geschrieben.',
  'Write dates in conditions as year-month-day: "2026-12-24".':
    'Daten in Bedingungen als Jahr-Monat-Tag schreiben: "2026-12-24".',
  '{1} can never be "{2}".': '{1} kann nie "{2}" sein.',
  'Its choices are {1}.': 'Möglich sind {1}.',
  'A condition is written without braces.': 'Eine Bedingung wird ohne Klammern geschrieben.',
  'Write offer != blank, not {{ offer }}.': 'offer != blank schreiben, nicht {{ offer }}.',
  'The language {1} has no string "{2}".': 'Der Sprache {1} fehlt der Text "{2}".',
  'Add it under "strings" of that language in the template.':
    'Ihn in der Vorlage unter "strings" dieser Sprache hinzufügen.',
  'The string "{1}" stands in strings that stand in it.':
    'Der Text "{1}" steht in Texten, die in ihm stehen.',
  'Let no string name one that names it back.': 'Keinen Text einen nennen lassen, der ihn wieder nennt.',
  'The text is longer than {1#} characters.': 'Der Text ist länger als {1} Zeichen.',
  'Split it into several layers or strings.': 'Ihn auf mehrere Ebenen oder Texte verteilen.',
  'The text is nested too deeply to be read.': 'Der Text ist zu tief verschachtelt, um gelesen zu werden.',
  '"{% {1} %}" stands without its beginning.': '"{% {1} %}" steht ohne seinen Anfang.',
  '"{% {1} %}" stands without its beginning (line {2}, column {3}).':
    '"{% {1} %}" steht ohne seinen Anfang (Zeile {2}, Stelle {3}).',
  '"{% {1} %}" stands without its beginning (column {2}).':
    '"{% {1} %}" steht ohne seinen Anfang (Stelle {2}).',
  'Put the block that it belongs to before it.': 'Den Block, zu dem es gehört, davor setzen.',
  '"else if" can\'t be read.': '"else if" ist nicht zu lesen.',
  '"else if" can\'t be read (line {1}, column {2}).': '"else if" ist nicht zu lesen (Zeile {1}, Stelle {2}).',
  '"else if" can\'t be read (column {1}).': '"else if" ist nicht zu lesen (Stelle {1}).',
  'Write {% elsif ... %}.': '{% elsif ... %} schreiben.',
  'There is no block "{% {1} %}".': 'Es gibt keinen Block "{% {1} %}".',
  'There is no block "{% {1} %}" (line {2}, column {3}).':
    'Es gibt keinen Block "{% {1} %}" (Zeile {2}, Stelle {3}).',
  'There is no block "{% {1} %}" (column {2}).': 'Es gibt keinen Block "{% {1} %}" (Stelle {2}).',
  'The blocks are {1}; nothing can be included from files.':
    'Die Blöcke sind {1}; aus Dateien lässt sich nichts einfügen.',
  'Something is opened and not closed: {1}.': 'Etwas ist geöffnet und nicht geschlossen: {1}.',
  'Something is opened and not closed: {1} (line {2}, column {3}).':
    'Etwas ist geöffnet und nicht geschlossen: {1} (Zeile {2}, Stelle {3}).',
  'Something is opened and not closed: {1} (column {2}).':
    'Etwas ist geöffnet und nicht geschlossen: {1} (Stelle {2}).',
  'Close {{ with }}, {% with %}, if with endif, for with endfor.':
    '{{ mit }} schließen, {% mit %}, if mit endif, for mit endfor.',
  "An expression doesn't read on.": 'Ein Ausdruck liest sich nicht weiter.',
  "An expression doesn't read on (line {1}, column {2}).":
    'Ein Ausdruck liest sich nicht weiter (Zeile {1}, Stelle {2}).',
  "An expression doesn't read on (column {1}).": 'Ein Ausdruck liest sich nicht weiter (Stelle {1}).',
  'To compare, write == with two equals signs.': 'Zum Vergleichen == mit zwei Gleichheitszeichen schreiben.',
  'Write "and" and "or" instead of && and ||.': '"and" und "or" schreiben statt && und ||.',
  'Filters come after "|", texts in quotes, and filters inside conditions in parentheses: (name | size) > 10.':
    'Filter stehen hinter "|", Texte in Anführungszeichen, und Filter in Bedingungen in Klammern: (name | size) > 10.',
  'There is nothing to show between the braces.': 'Zwischen den Klammern ist nichts zu zeigen.',
  'There is nothing to show between the braces (line {1}, column {2}).':
    'Zwischen den Klammern ist nichts zu zeigen (Zeile {1}, Stelle {2}).',
  'There is nothing to show between the braces (column {1}).':
    'Zwischen den Klammern ist nichts zu zeigen (Stelle {1}).',
  'Name a variable there.': 'Dort eine Variable nennen.',
  "The expression can't be read: {1}.": 'Der Ausdruck ist nicht zu lesen: {1}.',
  "The expression can't be read: {1} (line {2}, column {3}).":
    'Der Ausdruck ist nicht zu lesen: {1} (Zeile {2}, Stelle {3}).',
  "The expression can't be read: {1} (column {2}).": 'Der Ausdruck ist nicht zu lesen: {1} (Stelle {2}).',
  'See "Expressions" in the template guide for what can be written.':
    'Was möglich ist, steht in der Anleitung für Vorlagen unter "Expressions".',
  'The filter "{1}" was given something that isn\'t a number.':
    'Der Filter "{1}" bekam etwas, das keine Zahl ist.',
  'Give the variable or the list items a number type in the template.':
    'Der Variablen oder den Listeneinträgen in der Vorlage einen Zahlentyp geben.',
  'A calculation has no result that is a number.': 'Eine Rechnung hat kein Ergebnis, das eine Zahl ist.',
  'Look for a division by zero in the values.': 'In den Werten nach einer Teilung durch null suchen.',
  'A share of an amount is taken with times: {{ price | times: discount }}.':
    'Ein Anteil an einem Betrag wird mit times genommen: {{ price | times: discount }}.',
  'Multiply money by a number or a percentage.': 'Geld mit einer Zahl oder einem Prozentsatz malnehmen.',
  'An expression divides by zero.': 'Ein Ausdruck teilt durch null.',
  'Ask first: {% if amount > 0 %} ... {% endif %}.': 'Zuerst fragen: {% if amount > 0 %} ... {% endif %}.',
  'Only money can be divided by money.': 'Nur Geld lässt sich durch Geld teilen.',
  'Take the remainder of values of one type.': 'Den Rest aus Werten eines Typs bilden.',
  'The filter "{1}" can\'t use {2}, which is {3}.': 'Der Filter "{1}" kann {2} nicht verwenden; das ist {3}.',
  'Give it a number, an amount of money or a percentage.':
    'Ihm eine Zahl, einen Geldbetrag oder einen Prozentsatz geben.',
  'The filter "{1}" can\'t combine {2} with {3}.': 'Der Filter "{1}" kann dies nicht verbinden: {2} und {3}.',
  'The filter "{1}" can\'t combine these two values.':
    'Der Filter "{1}" kann diese beiden Werte nicht verbinden.',
  'The filter "{1}" combines {2} with {3}.': 'Der Filter "{1}" verbindet {2} mit {3}.',
  'The filter "{1}" needs a number of decimals.':
    'Der Filter "{1}" braucht eine Anzahl von Nachkommastellen.',
  'For example: {1}: 2.': 'Zum Beispiel: {1}: 2.',
  "{1} isn't a number of decimals.": '{1} ist keine Anzahl von Nachkommastellen.',
  'Give a whole number from 0 to 10.': 'Eine ganze Zahl von 0 bis 10 angeben.',
  'The filter "{1}" doesn\'t know {2}.': 'Der Filter "{1}" kennt {2} nicht.',
  'It knows {1} (in quotes) and a number of decimals.':
    'Er kennt {1} (in Anführungszeichen) und eine Anzahl von Nachkommastellen.',
  'How a date is written must be said in quotes.':
    'Wie ein Datum geschrieben wird, muss in Anführungszeichen stehen.',
  'For example: date: "long".': 'Zum Beispiel: date: "long".',
  'The filter "date" doesn\'t know {1}.': 'Der Filter "date" kennt {1} nicht.',
  'It knows {1}, and parts like month: "long", year: "numeric".':
    'Er kennt {1} und Teile wie month: "long", year: "numeric".',
  'The filter "date" can\'t use {1}: {2}.': 'Der Filter "date" kann {1} nicht verwenden: {2}.',
  'The parts of a date are {1}.': 'Die Teile eines Datums sind {1}.',
  '{1} can be {2}.': '{1} kann {2} sein.',
  "{1} can't be joined with parts of a date.": '{1} lässt sich nicht mit Teilen eines Datums verbinden.',
  'Name either a ready style or the parts: date: day: "numeric", month: "long".':
    'Entweder eine fertige Form nennen oder die Teile: date: day: "numeric", month: "long".',
  'The filter "date" was given something that isn\'t a date.':
    'Der Filter "date" bekam etwas, das kein Datum ist.',
  'Make the variable a date.': 'Die Variable zu einem Datum machen.',
  'The filter "list" doesn\'t know {1}.': 'Der Filter "list" kennt {1} nicht.',
  'It knows "and" and "or".': 'Er kennt "and" und "or".',
  'The filter "{1}" needs a whole number above 0.': 'Der Filter "{1}" braucht eine ganze Zahl über 0.',
  'For example: {1}: 20.': 'Zum Beispiel: {1}: 20.',
  'There is no filter "{1}".': 'Es gibt keinen Filter "{1}".',
  'The filters are {1}.': 'Die Filter sind {1}.',
  'The filter "{1}" has {2#} argument.': 'Der Filter "{1}" hat {2} Angabe.',
  'The filter "{1}" has {2#} arguments.': 'Der Filter "{1}" hat {2} Angaben.',
  'It takes none.': 'Er nimmt keine.',
  'It takes {1}, like "{2}: ...".': 'Er nimmt {1}, etwa "{2}: ...".',
  '{1#} to {2#}': '{1} bis {2}',
  'The filter "{1}" has no argument called "{2}".': 'Der Filter "{1}" hat keine Angabe namens "{2}".',
  'Write the arguments one after the other, with commas.':
    'Die Angaben nacheinander schreiben, mit Kommas dazwischen.',
  'The filter "{1}" can\'t be used on {2}, which is {3}.':
    'Der Filter "{1}" passt nicht auf {2}; das ist {3}.',
  'It takes {1}.': 'Er nimmt {1}.',
  '"not" stands inside parentheses.': '"not" steht innerhalb von Klammern.',
  'Write it before them: not (a and b).': 'Es davor schreiben: not (a and b).',
  'There is no variable "{1}".': 'Es gibt keine Variable "{1}".',
  'The string of that name is written t.{1}.': 'Der Text dieses Namens wird t.{1} geschrieben.',
  'To subtract, write {{ {1} | minus: {2} }}.': 'Zum Abziehen {{ {1} | minus: {2} }} schreiben.',
  'The names here are {1}.': 'Die Namen hier sind {1}.',
  'Declare it under "variables" of the template.': 'Diese unter "variables" der Vorlage angeben.',
  'Something is missing after "not".': 'Nach "not" fehlt etwas.',
  'Write not offer.': 'not offer schreiben.',
  'not {1}': 'not {1}',
  'A value is missing beside "{1}".': 'Neben "{1}" fehlt ein Wert.',
  'Put a value on each side of it.': 'Auf jede Seite davon einen Wert setzen.',
  '"and" and "or" stand side by side, and it is open which comes first.':
    '"and" und "or" stehen nebeneinander, und es ist offen, was zuerst gilt.',
  'Put parentheses: (a or b) and c.': 'Klammern setzen: (a or b) and c.',
  'There is nothing between the braces.': 'Zwischen den Klammern steht nichts.',
  'Nothing stands between {1} and {2}.': 'Zwischen {1} und {2} steht nichts.',
  'Write "not" before the parentheses: not (a and b).': '"not" vor die Klammern schreiben: not (a and b).',
  'Join values with ==, !=, <, >, contains, and, or, or use filters after "|".':
    'Werte mit ==, !=, <, >, contains, and, or verbinden oder Filter hinter "|" verwenden.',
  '"{1} {2} {3}" compares three values at once.': '"{1} {2} {3}" vergleicht drei Werte auf einmal.',
  'Compare two at a time and join with and: a > 1 and a < 5.':
    'Je zwei vergleichen und mit and verbinden: a > 1 and a < 5.',
  '"{1}" can\'t be asked of blank.': '"{1}" lässt sich nicht mit blank fragen.',
  'Write == blank or != blank.': '== blank oder != blank schreiben.',
  'Parentheses are nested too deeply.': 'Die Klammern sind zu tief verschachtelt.',
  'Split the condition into several.': 'Die Bedingung in mehrere teilen.',
  'A range stands where a value belongs.': 'Ein Bereich steht, wo ein Wert hingehört.',
  'Ranges like (1..5) are for loops: {% for i in (1..5) %}.':
    'Bereiche wie (1..5) sind für Schleifen: {% for i in (1..5) %}.',
  '"{1}" isn\'t a name.': '"{1}" ist kein Name.',
  'Begin with the name of a variable, without brackets or quotes.':
    'Mit dem Namen einer Variablen beginnen, ohne Klammern oder Anführungszeichen.',
  '"{1}" asks for a part by a value.': '"{1}" fragt mit einem Wert nach einem Teil.',
  'Only fixed parts can be named: features[0], price.currency.':
    'Nur feste Teile lassen sich nennen: features[0], price.currency.',
  '"{1}" can\'t be read as a value.': '"{1}" ist nicht als Wert zu lesen.',
  'Name a variable or put text in quotes.': 'Eine Variable nennen oder Text in Anführungszeichen setzen.',
  '"t" needs the name of one string.': '"t" braucht den Namen eines Textes.',
  'For example: {{ t.call_to_action }}.': 'Zum Beispiel: {{ t.call_to_action }}.',
  'No language has a string "{1}".': 'Keine Sprache hat einen Text "{1}".',
  'Add it under "strings" of each language.': 'Ihn unter "strings" jeder Sprache hinzufügen.',
  'Did you mean "t.{1}"?': 'Ist "t.{1}" gemeint?',
  '{1} has no part "{2}".': '{1} hat keinen Teil "{2}".',
  'Write {{ {1} }} alone.': '{{ {1} }} allein schreiben.',
  'The text becomes longer than {1#} characters.': 'Der Text wird länger als {1} Zeichen.',
  'Shorten the value in the data, or cut it with the filter truncate.':
    'Den Wert in den Daten kürzen oder mit dem Filter truncate abschneiden.',
  'Loops and strings take more than {1#} turns.': 'Schleifen und Texte brauchen mehr als {1} Durchgänge.',
  'Limit the loop: {% for item in list limit: 10 %}.':
    'Die Schleife begrenzen: {% for item in list limit: 10 %}.',
}
