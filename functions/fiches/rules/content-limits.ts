import { type FicheContent, MAX_DESCRIPTION, MAX_TITLE } from '../../../schemas/fiche-content.ts';

/** In bytes, as JSON: two of DILA's largest fiche. A draft with its content and its difference still fits one answer (6 MB). */
const MAX_CONTENT = 1_500_000;
const MAX_THEME_ID = 40;

/**
 * Why what the table keeps of a content does not fit it, in French; undefined when it does. What it refuses would fail again at each redelivery
 * and hold up a whole import.
 */
export const refuseContent = (content: FicheContent): string | undefined => {
  const { title, description, theme } = content;
  if (title.trim() === '') return 'Le titre de la fiche manque.';
  if (title.length > MAX_TITLE) return `Le titre de la fiche est trop long : ${MAX_TITLE} caractères au plus.`;
  if (description.length > MAX_DESCRIPTION) return `La description de la fiche est trop longue : ${MAX_DESCRIPTION} caractères au plus.`;
  if (theme && (theme.id.length > MAX_THEME_ID || theme.title.length > MAX_TITLE)) return 'Le nom du thème est trop long.';
  return undefined;
};

/** Whether no answer could hold a content. */
export const isTooLarge = (content: FicheContent): boolean => Buffer.byteLength(JSON.stringify(content)) > MAX_CONTENT;
