import { Service } from '../../company';
import { renderNodeSources } from './nodeSources';
import { Files } from './repositoryFiles';
import { pascalCase } from './sources';

/** A Vite application and the Node.js server behind it. */
export function renderReactSources(service: Service): Files {
  const pages = service.transactions.filter(({ method }) => method === 'GET');
  const name = pascalCase(service.name);
  const bff = renderNodeSources(service);
  return {
    'server/package.json': bff['package.json'],
    'server/src/server.js': bff['src/server.js'],
    'package.json': `${JSON.stringify(
      {
        name: service.name,
        version: '1.0.0',
        private: true,
        type: 'module',
        scripts: { dev: 'vite', build: 'vite build' },
        dependencies: {
          react: '^19.0.0',
          'react-dom': '^19.0.0',
          'react-router-dom': '^7.0.0',
        },
        devDependencies: { '@vitejs/plugin-react': '^6.0.0', vite: '^8.0.0' },
      },
      undefined,
      2,
    )}\n`,
    'index.html': `<!doctype html>
<html lang="es">
  <head>
    <meta charset="utf-8" />
    <title>${service.name}</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/main.jsx"></script>
  </body>
</html>
`,
    'src/main.jsx': `import { createRoot } from 'react-dom/client';
import { ${name} } from './${name}.jsx';

createRoot(document.getElementById('root')).render(<${name} />);
`,
    [`src/${name}.jsx`]: `import { BrowserRouter, Link, Route, Routes } from 'react-router-dom';

/** ${service.description} */
export function ${name}() {
  return (
    <BrowserRouter>
      <nav>
${pages.map(({ path }) => `        <Link to="${path}">${path}</Link>`).join('\n')}
      </nav>
      <Routes>
${pages.map(({ path }) => `        <Route path="${path}" element={<h1>${path}</h1>} />`).join('\n')}
      </Routes>
    </BrowserRouter>
  );
}
`,
  };
}
