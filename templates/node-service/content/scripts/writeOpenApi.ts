import { writeFile } from 'node:fs/promises';
import { createApp } from '../src/app.ts';

/** `npm run openapi`: writes the document of what the service serves to openapi.json. */
const app = await createApp({ logLevel: 'silent', isDraining: () => false });
const document = `${JSON.stringify(app.swagger(), undefined, 2)}\n`;
await writeFile(new URL('../openapi.json', import.meta.url), document);
await app.close();
