import { githubPipeline } from './github.ts';
import { gitlabPipeline } from './gitlab.ts';
import type { Forge, Pipeline, PipelineFile } from './pipeline.ts';

export type { Forge, Pipeline, PipelineFile } from './pipeline.ts';

/**
 * The files of a pipeline that lints, plans and applies a stack, from the root of the repository. Whoever writes them leaves
 * alone what is there.
 * @throws Failure `usage` for a text that would mean something else in such a file
 */
export const pipelineFiles = (forge: Forge, pipeline: Pipeline): PipelineFile[] =>
  ({ github: githubPipeline, gitlab: gitlabPipeline })[forge](pipeline);
