/** action.yml: the composite action of GitHub. */
export declare const githubAction: string;
/** templates/snapspec/template.yml: the CI/CD component of GitLab. */
export declare const gitlabComponent: string;
