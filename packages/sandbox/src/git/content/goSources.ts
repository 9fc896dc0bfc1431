import { Service } from '../../company';
import { Files } from './repositoryFiles';
import { pascalCase } from './sources';

/** A program on net/http, which routes by method and pattern since Go 1.22. */
export function renderGoSources(service: Service): Files {
  const routes = service.transactions.map(({ method, path }) => {
    const pattern = path.replace(/:(\w+)/g, '{$1}');
    return {
      pattern: `${method} ${pattern}`,
      handler: handlerName(method, path),
    };
  });
  return {
    'go.mod': `module cordillera.example/${service.name}\n\ngo 1.24\n`,
    'main.go': `// ${service.name}: ${service.description}
package main

import (
	"log/slog"
	"net/http"
	"os"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})
${routes.map(({ pattern, handler }) => `	mux.HandleFunc("${pattern}", ${handler})`).join('\n')}

	slog.Info("listening", "address", ":8080")
	if err := http.ListenAndServe(":8080", mux); err != nil {
		slog.Error("stopped", "error", err)
		os.Exit(1)
	}
}
`,
    'handlers.go': `package main

import (
	"encoding/json"
	"net/http"
)

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
${routes
  .map(
    ({ pattern, handler }) => `
// ${handler} serves ${pattern}.
func ${handler}(w http.ResponseWriter, r *http.Request) {
	answer(w, http.StatusOK, map[string]string{"status": "accepted"})
}
`,
  )
  .join('')}`,
  };
}

function handlerName(method: string, path: string): string {
  return `${method.toLowerCase()}${pascalCase(path)}`;
}
