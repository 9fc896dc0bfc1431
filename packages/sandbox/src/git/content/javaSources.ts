import { Service } from '../../company';
import { Files } from './repositoryFiles';
import { pascalCase } from './sources';

const mappings: Record<string, string> = {
  GET: 'GetMapping',
  POST: 'PostMapping',
  PUT: 'PutMapping',
  PATCH: 'PatchMapping',
  DELETE: 'DeleteMapping',
};

/** A Spring Boot application with one controller. */
export function renderJavaSources(service: Service): Files {
  const name = pascalCase(service.name);
  const root = `com.cordillera.${service.name.replaceAll('-', '')}`;
  const folder = `src/main/java/${root.replaceAll('.', '/')}`;
  const methods = service.transactions.map(({ method, path }) => {
    const variables = [...path.matchAll(/\{(\w+)\}/g)].map(([, id]) => id);
    const parameters = variables.map(id => `@PathVariable String ${id}`);
    const handler = `${method.toLowerCase()}${pascalCase(path)}`;
    return `  @${mappings[method]}("${path}")
  ResponseEntity<Map<String, Object>> ${handler}(${parameters.join(', ')}) {
    return ResponseEntity.ok(Map.of("id", UUID.randomUUID().toString()));
  }
`;
  });
  return {
    'pom.xml': `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>3.5.4</version>
  </parent>
  <groupId>com.cordillera</groupId>
  <artifactId>${service.name}</artifactId>
  <version>1.0.0</version>
  <properties>
    <java.version>21</java.version>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-web</artifactId>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-actuator</artifactId>
    </dependency>
  </dependencies>
</project>
`,
    [`${folder}/${name}Application.java`]: `package ${root};

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ${name}Application {
  public static void main(String[] arguments) {
    SpringApplication.run(${name}Application.class, arguments);
  }
}
`,
    [`${folder}/${name}Controller.java`]: `package ${root};

import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

/** ${service.description} */
@RestController
class ${name}Controller {

${methods.join('\n')}}
`,
  };
}
