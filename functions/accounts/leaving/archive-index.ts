import type { DocumentName } from '../../../schemas/exported/index.ts';
import { exportedDocuments } from '../../../schemas/exported/index.ts';
import { type HolderName, holders } from '../../../schemas/leaving.ts';
import { html } from '../../shared/html.ts';

/** What the archive holds, in the order in which it was put there. */
export interface Contents {
  documents: { name: DocumentName; count: number }[];
  files: { path: string; bytes: number }[];
  /** Names of files that were deleted while the copy was made. */
  missing: string[];
}

const size = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} octets`
    : `${new Intl.NumberFormat('fr', { maximumFractionDigits: 1 }).format(bytes / (bytes < 1024 ** 2 ? 1024 : 1024 ** 2))} ${bytes < 1024 ** 2 ? 'Ko' : 'Mo'}`;

const lines = (count: number): string => (count === 0 ? 'rien' : count === 1 ? '1 élément' : `${count} éléments`);

const documentList = (holder: HolderName, { documents }: Contents) => {
  const own = documents.filter(({ name }) => exportedDocuments[name].holder === holder);
  if (own.length === 0) return '';
  return html`<h2>${holders[holder].title}</h2>
<ul>
${own.map(
  ({
    name,
    count,
  }) => html`<li><a href="donnees/${name}.json">${exportedDocuments[name].title}</a> : ${lines(count)} (<a href="schemas/${name}.json">description des champs</a>)</li>
`,
)}</ul>
`;
};

/** The first file to open: what there is, in French, for people; it needs nothing but a browser. */
export const archiveIndex = (contents: Contents, at: Date): string => {
  const { files, missing } = contents;
  const date = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(at);
  return String(html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Copie de mes données</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}</style>
</head>
<body>
<h1>Copie de mes données</h1>
<p>Cette archive contient tout ce que Parvis conserve à votre sujet au ${date} (heure de Paris). Conservez-la en lieu sûr : qui l’ouvre peut tout lire.</p>
<p>Le dossier <strong>donnees</strong> contient vos données au format JSON, lisible par un ordinateur ; le dossier <strong>schemas</strong> décrit chaque champ (JSON Schema) ; le dossier <strong>fichiers</strong> contient vos documents tels quels.</p>
${(Object.keys(holders) as HolderName[]).map((holder) => documentList(holder, contents))}
${
  files.length > 0 &&
  html`<h2>Mes fichiers</h2>
<ul>
${files.map(
  ({ path, bytes }) => html`<li><a href="${encodeURI(path)}">${path.slice('fichiers/'.length)}</a> (${size(bytes)})</li>
`,
)}</ul>`
}
${
  missing.length > 0 &&
  html`<h2>Fichiers absents</h2>
<p>Ces fichiers ont été supprimés pendant la préparation de la copie :</p>
<ul>
${missing.map(
  (name) => html`<li>${name}</li>
`,
)}</ul>`
}
</body>
</html>
`);
};
