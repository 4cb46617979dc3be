/** The module that a file is most likely meant for: one whose last name part the file's name begins with. */
export function likeliestModule(fileName: string, moduleIds: readonly string[]): string | null {
  const stem = fileName.toLowerCase().replace(/\.[^.]*$/, '');
  const scored = moduleIds
    .map((id) => ({ id, part: id.toLowerCase().split('.').at(-1) ?? id }))
    .filter(({ id, part }) => stem === id.toLowerCase() || stem.startsWith(part))
    .sort((a, b) => b.part.length - a.part.length);
  return scored[0]?.id ?? moduleIds[0] ?? null;
}
