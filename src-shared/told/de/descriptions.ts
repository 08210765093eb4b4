import type { Sentences } from '../catalogue.ts'

/** What the properties of a template mean, as its schema says it. */
export const descriptions: Sentences = {
  'Short name for commands and folders.': 'Kurzer Name für Befehle und Ordner.',
  'Version of the template, like 1.0.0; raise it when videos made with it change.':
    'Version der Vorlage, etwa 1.0.0; sie steigt, wenn Videos daraus sich ändern.',
  'Name for people.': 'Name für Menschen.',
  'What the template is for, in a sentence or two.': 'Wofür die Vorlage gedacht ist, in ein, zwei Sätzen.',
  'The frame that lengths in pixels are meant for. In a format, one canvas pixel is (shorter side of the format / shorter side of the canvas) pixels.':
    'Das Bild, für das Längen in Pixeln gemeint sind.',
  'Width in pixels.': 'Breite in Pixeln.',
  'Height in pixels.': 'Höhe in Pixeln.',
  'Colour behind all layers of all scenes.': 'Farbe hinter allen Ebenen aller Szenen.',
  'The renditions that videos are made in, by name.':
    'Die Fassungen, in denen Videos gemacht werden, mit Namen.',
  'The slots that columns of the data fill, by name.':
    'Die Stellen, die Spalten der Daten füllen, mit Namen.',
  'Whether each row must have a value. A default makes the variable optional.':
    'Ob jede Zeile einen Wert haben muss. Mit einem Wert für leere Zellen nicht.',
  'The languages that videos are made in, by tag (es, pt-BR, ar).':
    'Die Sprachen, in denen Videos gemacht werden, mit Kürzel (es, pt-BR, ar).',
  'The language whose strings the others must have too.':
    'Die Sprache, deren Texte auch die anderen haben müssen.',
  'Whether layers change sides in right-to-left languages unless they say otherwise.':
    'Ob Ebenen in Sprachen von rechts nach links die Seite wechseln, wenn sie nichts anderes sagen.',
  'The video from its beginning to its end.': 'Das Video von Anfang bis Ende.',
  'For people: shown instead of the name.': 'Für Menschen: wird statt der Kennung gezeigt.',
  'Width of the video in pixels.': 'Breite des Videos in Pixeln.',
  'Height of the video in pixels.': 'Höhe des Videos in Pixeln.',
  'How the video is coded: h264 and hevc give MP4, prores gives MOV, vp9 and av1 give WebM, gif gives an animated GIF.':
    'Wie das Video kodiert wird: h264 und hevc ergeben MP4, prores MOV, vp9 und av1 WebM, gif ein bewegtes GIF.',
  'Frames per second of this format. Default: those of the template.':
    'Bilder je Sekunde in diesem Format. Vorgabe: die der Vorlage.',
  'The name of another format whose overrides of scenes and layers hold here too. Default: its own name.':
    'Name eines anderen Formats, dessen Abweichungen auch hier gelten. Vorgabe: der eigene Name.',
  'Share of the width (left, right) and height (top, bottom) that texts keep free.':
    'Anteil der Breite und der Höhe, den Texte an jeder Seite frei lassen.',
  'Colours by name; layers use the name.': 'Farben mit Namen; Ebenen verwenden den Namen.',
  'Fonts by name; the first one is the default.':
    'Schriften mit Namen; die erste gilt, wo keine genannt ist.',
  'The logo: PNG with transparency, or SVG.': 'Das Logo: PNG mit Transparenz oder SVG.',
  'Looks of text by name, for the property style of text layers.':
    'Aussehen von Texten mit Namen, für den Stil von Textebenen.',
  'A bundled family (Inter, Outfit, ...), or the family name of the files below.':
    'Eine mitgelieferte Familie (Inter, Outfit …) oder der Familienname der Dateien darunter.',
  'Font files of the template (TTF or OTF), one for each weight.':
    'Schriftdateien der Vorlage (TTF oder OTF), eine je Strichstärke.',
  'Other families for other scripts, by ISO 15924 code: { "Arab": "Cairo" }. Scripts that are not named use the bundled Noto family.':
    'Andere Familien für andere Schriftsysteme, nach ISO 15924: { "Arab": "Cairo" }.',
  "Name of a font of the brand kit. Default: the brand kit's first font, else Inter.":
    'Name einer Schrift der Marke. Vorgabe: deren erste, sonst Inter.',
  '400 is regular, 700 is bold. Default: 400.': '400 ist normal, 700 ist fett.',
  'Slanted, where the font has it. Default: false.': 'Schräg, wo die Schrift das hat.',
  'Height of the letters (the em) in canvas pixels. Default: 48.':
    'Höhe der Buchstaben (Geviert) in Leinwandpixeln.',
  'The text may shrink to this size so that it fits. Default: size, so that it never shrinks.':
    'Bis zu dieser Größe darf der Text schrumpfen, damit er passt. Vorgabe: die Größe selbst.',
  'The text may have no more lines than this. Default: 100.': 'Mehr Zeilen darf der Text nicht haben.',
  'When the text is too long even at its least size: set the row aside (error, the default), or end it in "…" (cut).':
    'Wenn der Text auch in kleinster Größe zu lang ist: die Zeile beiseitelegen oder mit „…“ kürzen.',
  'Colour of the letters. Default: #ffffff.': 'Farbe der Buchstaben.',
  'Where lines stand in the box; start and end follow the direction of the writing. Default: start.':
    'Wo Zeilen im Rahmen stehen; Anfang und Ende richten sich nach der Schreibrichtung.',
  'Where the text stands in the height of the box. Default: top.':
    'Wo der Text in der Höhe des Rahmens steht.',
  'Distance of lines, as a multiple of the size. Default: 1.2.':
    'Abstand der Zeilen als Vielfaches der Größe.',
  'Canvas pixels between letters; scripts whose letters join ignore it. Default: 0.':
    'Leinwandpixel zwischen Buchstaben; verbundene Schriften kennen das nicht.',
  'An outline.': 'Eine Kontur.',
  'Colour of the line.': 'Farbe der Linie.',
  'Width of the line in canvas pixels.': 'Breite der Linie in Leinwandpixeln.',
  'A shadow behind the text or shape.': 'Ein Schatten hinter Text oder Form.',
  'Colour of the shadow.': 'Farbe des Schattens.',
  'How far it falls to the right, in canvas pixels.': 'Wie weit er nach rechts fällt, in Leinwandpixeln.',
  'How far it falls down, in canvas pixels.': 'Wie weit er nach unten fällt, in Leinwandpixeln.',
  'How soft it is, in canvas pixels.': 'Wie weich der Schatten ist, in Leinwandpixeln.',
  'A plate behind the text, as large as the text and its padding.':
    'Eine Unterlage hinter dem Text, so groß wie er und sein Rand.',
  'Colour of the plate.': 'Farbe der Unterlage.',
  'Room left and right of the text, in canvas pixels.':
    'Raum links und rechts des Textes, in Leinwandpixeln.',
  'Room above and below the text, in canvas pixels.': 'Raum über und unter dem Text, in Leinwandpixeln.',
  'Radius of its corners in canvas pixels.': 'Radius der Ecken in Leinwandpixeln.',
  'For people: shown instead of the tag.': 'Für Menschen: wird statt der Kennung gezeigt.',
  'How numbers, money and dates are written, like en-GB or fr-CA. Default: the language itself.':
    'Wie Zahlen, Geld und Daten geschrieben werden, etwa en-GB. Vorgabe: die Sprache selbst.',
  'Texts in this language, used as {{ t.name }}; each may hold expressions itself.':
    'Texte in dieser Sprache, verwendet als {{ t.name }}; auch sie dürfen Ausdrücke enthalten.',
  'Name of the scene, unique in the template.': 'Name der Szene, einmalig in der Vorlage.',
  'For people: shown instead of the id.': 'Für Menschen: wird statt der Kennung gezeigt.',
  'How long it lasts, in seconds.': 'Wie lange die Szene dauert, in Sekunden.',
  'Shows the scene once for each item of a list; with an empty list it is left out.':
    'Zeigt die Szene einmal für jeden Eintrag einer Liste; bei leerer Liste fällt sie weg.',
  'The name of a list variable.': 'Der Name einer Listenvariablen.',
  'How texts and conditions of the scene call the item; its number is <name>_number.':
    'Wie Texte und Bedingungen der Szene den Eintrag nennen; seine Nummer ist <name>_number.',
  'The scene comes at most this often.': 'So oft kommt die Szene höchstens.',
  "Colour behind all layers. Default: the template's background.":
    'Farbe hinter allen Ebenen. Vorgabe: der Hintergrund der Vorlage.',
  'What is seen, the lowest first.': 'Was zu sehen ist, das Unterste zuerst.',
  'Changes for single formats, by name.': 'Änderungen für einzelne Formate, mit Namen.',
  'How long the scene lasts in this format.': 'Wie lange die Szene in diesem Format dauert.',
  'Leaves the scene out of this format.': 'Lässt die Szene in diesem Format weg.',
  'Colour behind all layers in this format.': 'Farbe hinter allen Ebenen in diesem Format.',
  'A condition, written without braces: offer != blank and price > 10. Where it does not hold, this is left out.':
    'Eine Bedingung ohne Klammern: offer != blank and price > 10. Wo sie nicht gilt, fällt dies weg.',
  'How this scene takes the place of the one before; cut is at once.':
    'Wie diese Szene an die Stelle der vorigen tritt; ein Schnitt geschieht sofort.',
  'How long it takes. The time belongs to both scenes: the video is shorter by it.':
    'Wie lange er dauert. Die Zeit gehört beiden Szenen: Das Video ist um sie kürzer.',
  'For slides and wipes: the side that the new scene comes from.':
    'Beim Schieben und Wischen: die Seite, von der die neue Szene kommt.',
  'How a movement gathers speed: evenly, slowly at first (in), slowly at last (out), or both (in-out).':
    'Wie eine Bewegung Fahrt aufnimmt: gleichmäßig, anfangs langsam, zuletzt langsam oder beides.',
  'What the layer is.': 'Was die Ebene ist.',
  'Name of the layer, unique in its scene.': 'Name der Ebene, einmalig in ihrer Szene.',
  "Seconds after the scene's start at which the layer appears.":
    'Sekunden nach Beginn der Szene, bei denen die Ebene erscheint.',
  'Seconds that the layer stays. Default: to the end of the scene.':
    'Sekunden, die die Ebene bleibt. Vorgabe: bis zum Ende der Szene.',
  '0 is invisible, 1 opaque.': '0 ist unsichtbar, 1 deckt.',
  "Degrees clockwise about the box's centre.": 'Grad im Uhrzeigersinn um die Mitte des Rahmens.',
  'How the layer comes.': 'Wie die Ebene kommt.',
  'How the layer goes.': 'Wie die Ebene geht.',
  'Whether the layer changes sides in right-to-left languages. Default: what the template says.':
    'Ob die Ebene in Sprachen von rechts nach links die Seite wechselt. Vorgabe: wie die Vorlage.',
  'Leaves the layer out; a format can show it again, or hide it.':
    'Lässt die Ebene weg; ein Format kann sie wieder zeigen oder ausblenden.',
  'The text, with expressions in braces: Now {{ price | money }}.':
    'Der Text, mit Ausdrücken in Klammern: Jetzt {{ price | money }}.',
  'Name of a text style of the brand kit.': 'Name eines Textstils der Marke.',
  'What the text looks like; each property here wins over the style.':
    'Wie der Text aussieht; was hier steht, geht dem Stil vor.',
  'Changes for single formats, by name: any property but type and id. The box and the look are merged, the rest replaced; null takes an optional property away.':
    'Änderungen für einzelne Formate, mit Namen: jede Eigenschaft außer Typ und Kennung.',
  'Where the layer stands in this format.': 'Wo die Ebene in diesem Format steht.',
  'Distance from the anchor, sideways. Positive points into the frame.':
    'Abstand vom Messpunkt zur Seite. Positiv zeigt ins Bild.',
  'Distance from the anchor, up or down. Positive points into the frame.':
    'Abstand vom Messpunkt nach oben oder unten. Positiv zeigt ins Bild.',
  'Width of the box.': 'Breite des Rahmens.',
  'Height of the box.': 'Höhe des Rahmens.',
  'The point of the frame that x and y are measured from; the same point of the box is put there.':
    'Der Punkt des Bildes, von dem aus X und Y gemessen werden; derselbe Punkt des Rahmens liegt dort.',
  'What the text looks like in this format.': 'Wie der Text in diesem Format aussieht.',
  'What the layer does while it comes or goes.': 'Was die Ebene tut, während sie kommt oder geht.',
  'How long it takes, in seconds.': 'Wie lange es dauert, in Sekunden.',
  'For slides: the side that it comes from, or leaves to.':
    'Beim Schieben: die Seite, von der sie kommt oder zu der sie geht.',
  'How the picture fills its box: cut to fill it (cover), whole with margins (contain), stretched (fill).':
    'Wie das Bild seinen Rahmen füllt: beschnitten, ganz mit Rändern oder gestreckt.',
  'The point of the picture that stays visible when it is cut; shares of its width and height.':
    'Der Punkt des Bildes, der beim Beschneiden sichtbar bleibt; Anteile an Breite und Höhe.',
  'Radius of the corners in canvas pixels.': 'Radius der Ecken in Leinwandpixeln.',
  'Softness (Gaussian blur) in canvas pixels.': 'Weichheit (Gaußsche Unschärfe) in Leinwandpixeln.',
  "A slow pan and zoom over the layer's whole time.":
    'Ein langsamer Schwenk und Zoom über die ganze Zeit der Ebene.',
  'How the move gathers speed.': 'Wie die Bewegung Fahrt aufnimmt.',
  'The name of an image or video variable.': 'Der Name einer Bild- oder Videovariablen.',
  "The brand kit's logo.": 'Das Logo der Marke.',
  '0 is the left edge of the picture, 1 the right one.': '0 ist der linke Rand des Bildes, 1 der rechte.',
  '0 is the top edge of the picture, 1 the bottom one.': '0 ist der obere Rand des Bildes, 1 der untere.',
  '1 shows the fitted picture, 2 half of its width and height.':
    '1 zeigt das eingepasste Bild, 2 die Hälfte seiner Breite und Höhe.',
  '-1 shows the left edge of what zoom leaves out, 1 the right one.':
    '-1 zeigt den linken Rand dessen, was der Zoom weglässt, 1 den rechten.',
  '-1 shows the top edge of what zoom leaves out, 1 the bottom one.':
    '-1 zeigt den oberen Rand dessen, was der Zoom weglässt, 1 den unteren.',
  'The stretch of the clip that is used.': 'Der Teil des Clips, der verwendet wird.',
  'Second of the clip at which it begins.': 'Sekunde des Clips, bei der er beginnt.',
  'Second of the clip at which it ends. Default: its end.':
    'Sekunde des Clips, bei der er endet. Vorgabe: sein Ende.',
  '2 is twice as fast, 0.5 half as fast.': '2 ist doppelt so schnell, 0,5 halb so schnell.',
  'When the clip is shorter than the layer: its last frame stays (freeze), it starts again (loop), or it is gone (hide).':
    'Wenn der Clip kürzer ist als die Ebene: Das letzte Bild bleibt, er beginnt von vorn, oder er verschwindet.',
  "Loudness of the clip's own sound in decibels: 0 as it is, -6 half as loud; null mutes it.":
    'Lautstärke des eigenen Tons in Dezibel: 0 wie er ist, -6 halb so laut; leer ist er stumm.',
  'What is drawn into the box; lines run from its top left to its bottom right corner.':
    'Was in den Rahmen gezeichnet wird; Linien laufen von oben links nach unten rechts.',
  'What the shape is filled with. Not for lines.': 'Womit die Form gefüllt ist. Nicht für Linien.',
  'Radius of the corners of a rectangle, in canvas pixels.':
    'Radius der Ecken eines Rechtecks, in Leinwandpixeln.',
  'Along a line, or from the centre outward.': 'Entlang einer Linie oder von der Mitte nach außen.',
  'Degrees; 0 runs left to right, 90 top to bottom.':
    'Grad; 0 verläuft von links nach rechts, 90 von oben nach unten.',
  'The colours along the way, in order.': 'Die Farben entlang des Wegs, der Reihe nach.',
  'Share of the way, from 0 to 1.': 'Anteil am Weg, von 0 bis 1.',
  'A music bed under the whole video.': 'Musik unter dem ganzen Video.',
  'A file of the template, or an audio variable.': 'Eine Datei der Vorlage oder eine Tonvariable.',
  'The name of an audio variable.': 'Der Name einer Tonvariablen.',
  'Louder or softer, in decibels: -6 is half as loud.':
    'Lauter oder leiser, in Dezibel: -6 ist halb so laut.',
  'Whether it starts again when the video is longer.': 'Ob sie von vorn beginnt, wenn das Video länger ist.',
  'Seconds in which it comes up.': 'Sekunden, in denen sie anschwillt.',
  "Seconds before the video's end in which it dies away.":
    'Sekunden vor dem Ende des Videos, in denen sie verklingt.',
  'A voice-over.': 'Ein Sprecher.',
  'An audio variable, or a file of the template for each language.':
    'Eine Tonvariable oder je Sprache eine Datei der Vorlage.',
  'A file of the template for each language.': 'Je Sprache eine Datei der Vorlage.',
  "Seconds after the video's start at which the voice begins.":
    'Sekunden nach Beginn des Videos, bei denen gesprochen wird.',
  'Music and clips step back while the voice speaks.':
    'Musik und Clips treten zurück, während gesprochen wird.',
  'How far they step back, in decibels.': 'Wie weit sie zurücktreten, in Dezibel.',
  'How fast they step back.': 'Wie schnell sie zurücktreten.',
  'How fast they come back.': 'Wie schnell sie zurückkommen.',
  'What the finished sound is brought to.': 'Worauf der fertige Ton gebracht wird.',
  'How finished videos are inspected, unless a batch says otherwise.':
    'Wie fertige Videos geprüft werden, wenn ein Stapel nichts anderes sagt.',
  'Finished videos that are compared with their plan rendered without loss; left out: none.':
    'Fertige Videos, die mit ihrem verlustfrei gerenderten Plan verglichen werden; ohne Angabe: keine.',
  'The first video of each format is compared, and one in so many of the others, drawn by chance.':
    'Das erste Video jedes Formats wird verglichen und eines von so vielen der anderen, zufällig gezogen.',
  'The same seed draws the same videos; left out: each batch has its own.':
    'Derselbe Startwert zieht dieselben Videos; ohne Angabe hat jeder Stapel einen eigenen.',
  'The quality profile that finished videos are held against; off: nobody looks at them.':
    'Das Qualitätsprofil, an dem fertige Videos gemessen werden; off: niemand sieht sie an.',
  'What differs from the profile: severity and limits of checks by their names.':
    'Was vom Profil abweicht: Schwere und Grenzen von Prüfungen mit ihren Namen.',
  'Loudness of the whole sound in LUFS: -14 is what most platforms play at, -23 is broadcast.':
    'Lautheit des ganzen Tons in LUFS: -14 spielen die meisten Plattformen, -23 ist Rundfunk.',
  'The highest peak allowed, in dBTP.': 'Die höchste erlaubte Spitze, in dBTP.',
  'The address or path of this schema, for editors.':
    'Die Adresse oder der Pfad dieses Schemas, für Editoren.',
  "Version of this file's form: 1.": 'Version der Form dieser Datei: 1.',
  'Frames per second: 30, 25, 29.97 or "30000/1001". 23.976, 29.97 and 59.94 mean their exact fractions.':
    'Bilder je Sekunde: 30, 25, 29.97 oder "30000/1001". 23.976, 29.97 und 59.94 meinen ihre genauen Brüche.',
  'A colour: #rgb, #rrggbb, #rrggbbaa (the last two digits: how opaque), the name of a brand colour, or var:name for a colour variable.':
    'Eine Farbe: #rgb, #rrggbb, #rrggbbaa (die letzten zwei Ziffern: wie deckend), der Name einer Markenfarbe oder var:name für eine Farbvariable.',
  'One rendition of the video: frame size, codec, layout.':
    'Eine Fassung des Videos: Bildgröße, Codec, Layout.',
  'Colours, fonts, logo and text styles, named once and used everywhere.':
    'Farben, Schriften, Logo und Textstile, einmal benannt und überall verwendet.',
  'A font of the brand kit.': 'Eine Schrift der Marke.',
  'A file of the template, like assets/logo.png.': 'Eine Datei der Vorlage, etwa assets/logo.png.',
  'What a text looks like.': 'Wie ein Text aussieht.',
  'A language that videos are made in.': 'Eine Sprache, in der Videos gemacht werden.',
  'A part of the video with its own clock and layers.':
    'Ein Teil des Videos mit eigener Uhr und eigenen Ebenen.',
  'A time in seconds; it is rounded to whole frames.':
    'Eine Zeit in Sekunden; sie wird auf ganze Bilder gerundet.',
  'How a scene takes the place of the one before.': 'Wie eine Szene an die Stelle der vorigen tritt.',
  'A text.': 'Ein Text.',
  'Where a layer stands in the frame.': 'Wo eine Ebene im Bild steht.',
  'A number of canvas pixels, or a share of the frame like "40%" (of its width for x and width, of its height for y and height).':
    'Eine Zahl von Leinwandpixeln oder ein Anteil am Bild wie "40%" (an seiner Breite für x und width, an seiner Höhe für y und height).',
  'How a layer comes or goes.': 'Wie eine Ebene kommt oder geht.',
  'A still picture, at rest or slowly moving.': 'Ein stehendes Bild, ruhend oder langsam bewegt.',
  'A file of the template, an asset variable, or the logo of the brand kit.':
    'Eine Datei der Vorlage, eine Materialvariable oder das Logo der Marke.',
  'The part of a picture that a slow move starts from or ends with.':
    'Der Ausschnitt eines Bildes, mit dem eine langsame Bewegung beginnt oder endet.',
  'A clip.': 'Ein Clip.',
  'A rectangle, an ellipse or a line.': 'Ein Rechteck, eine Ellipse oder eine Linie.',
  'A colour or a gradient.': 'Eine Farbe oder ein Verlauf.',
  'A gradient between two or more colours.': 'Ein Verlauf zwischen zwei oder mehr Farben.',
  'The sound of the video.': 'Der Ton des Videos.',
}
