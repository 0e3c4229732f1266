import { wireExporter } from '../wiring/exporter.ts';

export const handler = wireExporter();
