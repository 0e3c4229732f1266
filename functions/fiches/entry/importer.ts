import { wireImporter } from '../wiring/importer.ts';

export const handler = wireImporter();
