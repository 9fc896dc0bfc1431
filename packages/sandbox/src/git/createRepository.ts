import { z } from 'zod';

/** The body of Gitea's `POST /orgs/{org}/repos`, with the messages of its validation. */
export const createRepositorySchema = z.object(
  {
    name: z
      .string('[Name]: Required')
      .min(1, '[Name]: Required')
      .regex(/^[\w.-]+$/, '[Name]: AlphaDashDot')
      .max(100, '[Name]: MaxSize'),
    description: z
      .string('[Description]: String')
      .max(2048, '[Description]: MaxSize')
      .default(''),
    private: z.boolean('[Private]: Bool').default(false),
    default_branch: z
      .string('[DefaultBranch]: String')
      .max(100, '[DefaultBranch]: MaxSize')
      .regex(/^[\w][\w.-]*$/, '[DefaultBranch]: GitRefName')
      .default('main'),
    auto_init: z
      .literal(
        false,
        'The sandbox does not initialise repositories (auto_init)',
      )
      .optional(),
  },
  '[]: unexpected end of JSON input',
);

const reservedNames = ['.', '..', '-'];
const reservedEndings = ['.wiki', '.git', '.rss', '.atom'];

/** Why Gitea does not allow a name that is well-formed otherwise. */
export function findNameProblem(name: string): string | undefined {
  const lowerName = name.toLowerCase();
  if (reservedNames.includes(lowerName)) {
    return `name is reserved [name: ${name}]`;
  }
  const ending = reservedEndings.find(suffix => lowerName.endsWith(suffix));
  return ending && `name pattern is not allowed [pattern: *${ending}]`;
}
