"""The ready files of `deploy/` and the commands of `docs/deploy.md` must do what the page says, or be told as untried.

What can run here is run, in folders that stand in for `/opt/brief`, `/srv/brief` and each host.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
import yaml

from brief.store import Store
from brief.verbs.aftermath import HEARTBEAT, WEBHOOK
from commands import brief
from nights import BUNDLED, EDITION, REPOSITORY, files_below, run_replay, short_site

DEPLOY = REPOSITORY / "deploy"
PAGE = (REPOSITORY / "docs" / "deploy.md").read_text("utf-8")
BLOCKS = re.findall(r"<!-- (run|not run): ([^>]+) -->\n```bash\n(.*?)```\n", PAGE, flags=re.DOTALL)
RUN = {name: script for kind, name, script in BLOCKS if kind == "run"}
Program = Callable[[str], str]
NOTHING: Mapping[str, str] = MappingProxyType({})


class Host(NamedTuple):
    """A machine to deploy to: the program and a site folder, below a folder of its own."""

    folder: Path
    environ: Mapping[str, str]

    def sh(
        self, script: str, *, cwd: Path | None = None, environ: Mapping[str, str] = NOTHING
    ) -> subprocess.CompletedProcess[str]:
        """A script as it is run there, with folders of this host for those of the page."""
        here = script.replace("/opt/brief", str(self.folder / "opt")).replace("/srv/brief", str(self.folder / "srv"))
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", here],
            cwd=cwd or self.folder,
            env={**self.environ, **environ},
            capture_output=True,
            text=True,
            check=False,
        )

    def done(self, script: str, *, cwd: Path | None = None, environ: Mapping[str, str] = NOTHING) -> str:
        ran = self.sh(script, cwd=cwd, environ=environ)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """`brief` is this checkout's, in the path and as /opt/brief/.venv/bin/brief."""
    command = tmp_path / "opt" / ".venv" / "bin" / "brief"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -m brief "$@"\n', "utf-8")
    command.chmod(0o755)
    who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = f"{command.parent}:/usr/local/bin:/usr/bin:/bin:/usr/sbin"
    quiet = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "RCLONE_CONFIG": str(tmp_path / "rclone")}
    return Host(tmp_path, {"PATH": path, "HOME": str(tmp_path), "LANG": "C.UTF-8", **who, **quiet})


@pytest.fixture
def site(host: Host) -> Store:
    """The bundled night, published, in /srv/brief."""
    store = short_site(host.folder / "made")
    run_replay(store, publish=True)
    return Store(store.root.rename(host.folder / "srv"))


def has_tonight(store: Store) -> None:
    """Readers have tonight's post, so a night asks nobody."""
    day = datetime.now(UTC).date()
    head = f'layout: post\ntitle: "Tonight"\ndate: {day}\npublished: true'
    store.write(store.post_path(f"{day}-daily-crypto-market-brief"), f"---\n{head}\n---\n\nQuiet.\n")


def reaches_nobody(sources: Path) -> None:
    """A site folder all of whose sources are off."""
    text = sources.read_text("utf-8")
    unsaid = re.sub(r"(?m)^    enabled:.*\n", "", text)
    sources.write_text(re.sub(r"(?m)^    proof:", "    enabled: false\n    proof:", unsaid), "utf-8")


# The page itself


def test_every_command_of_the_page_is_run_or_says_that_it_was_not() -> None:
    assert len(BLOCKS) == PAGE.count("```bash")
    tested = set(re.findall(r'RUN\["(\w+)"\]', Path(__file__).read_text("utf-8")))
    assert tested == set(RUN)


def test_every_ready_file_is_named_on_the_page() -> None:
    named = {path.name for path in DEPLOY.rglob("*") if path.is_file()}
    assert {name for name in named if name not in PAGE} == set()


def test_the_page_knows_every_exit_code_and_variable_it_speaks_of() -> None:
    environ = (DEPLOY / "brief.env").read_text("utf-8")
    assert {HEARTBEAT, WEBHOOK} <= set(re.findall(r"(?m)^(\w+)=$", environ))
    keys = set(re.findall(r"env: (\w+)", (REPOSITORY / "sources.yaml").read_text("utf-8")))
    assert keys == set(re.findall(r"(?m)^(\w+_API_KEY)=$", environ))
    night = (DEPLOY / "github" / "night.yml").read_text("utf-8")
    assert {HEARTBEAT, WEBHOOK, *keys} == set(re.findall(r"secrets\.(\w+)", night))


# The program and the site folder


@pytest.mark.slow
def test_the_installation(host: Host) -> None:
    checkout = host.folder / "opt"
    shutil.rmtree(checkout)
    checkout.mkdir()
    for name in ("pyproject.toml", "hatch_build.py", "constraints.txt", "README.md", "LICENSE", "NOTICE", ".gitignore"):
        shutil.copy(REPOSITORY / name, checkout)
    shutil.copy(REPOSITORY / "sources.yaml", checkout)
    for name in ("brief", "templates", "content"):
        shutil.copytree(REPOSITORY / name, checkout / name)
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    path = f"{Path(sys.executable).parent}:{host.environ['PATH']}"
    host.done(RUN["install"], environ={"PATH": path, **pip})
    host.done("/opt/brief/.venv/bin/brief nightly --replay 2025-11-04 --publish --root /srv/brief")
    assert (host.folder / "srv" / "_site" / "index.html").is_file()


# cron


def _lines() -> list[str]:
    text = (DEPLOY / "crontab").read_text("utf-8")
    return [line.split(maxsplit=5)[5] for line in text.splitlines() if line[:1].isdigit()]


@pytest.mark.slow
def test_the_crontab_s_commands_run_a_night_and_keep_a_second_one_out(
    host: Host, site: Store, program: Program
) -> None:
    program("flock")
    has_tonight(site)
    first, second = (line.replace("/usr/bin/flock", program("flock")) for line in _lines())
    host.done(first)
    assert "No source was asked." in (site.root / "brief.log").read_text("utf-8")
    held = host.sh(f"exec 9> /srv/brief/.cron.lock; {program('flock')} -n 9; ({second})")
    assert held.returncode == 40


def test_the_crontab_the_timer_and_the_workflow_run_when_the_flows_are_complete_and_as_sources_yaml_says() -> None:
    """After 05:30 UTC; the first of the two when a night is due."""
    cron = re.findall(r"(?m)^(\d+) (\d+) \* \* \*", (DEPLOY / "crontab").read_text("utf-8"))
    timer = re.findall(r"OnCalendar=\*-\*-\* (\d\d):(\d\d):00 UTC", (DEPLOY / "systemd" / "brief.timer").read_text())
    github = re.findall(r'cron: "(\d+) (\d+) \* \* \*"', (DEPLOY / "github" / "night.yml").read_text("utf-8"))
    hours = [(int(hour), int(minute)) for hour, minute in timer]
    assert hours == [(int(hour), int(minute)) for minute, hour in cron] == [(int(h), int(m)) for m, h in github]
    assert min(hours) > (5, 30)
    due = re.search(r'(?m)^due: "(\d\d):(\d\d)"', (REPOSITORY / "sources.yaml").read_text("utf-8"))
    assert due is not None
    assert min(hours) == (int(due[1]), int(due[2]))


# systemd


def test_the_units_pass_systemd_s_own_check(host: Host, program: Program) -> None:
    program("systemd-analyze")
    units = host.folder / "opt" / "deploy" / "systemd"
    shutil.copytree(DEPLOY / "systemd", units)
    for unit in units.iterdir():
        unit.write_text(unit.read_text("utf-8").replace("/opt/brief", str(host.folder / "opt")), "utf-8")
    told = host.sh(RUN["verify"])
    assert (told.returncode, told.stdout + told.stderr) == (0, "")
    service = units / "brief.service"
    service.write_text(service.read_text("utf-8").replace("Type=oneshot", "Type=onceshot"), "utf-8")
    assert "onceshot" in host.sh(RUN["verify"]).stderr


def test_the_service_runs_the_night_of_the_page_and_its_drop_in_what_the_page_sends(program: Program) -> None:
    service = (DEPLOY / "systemd" / "brief.service").read_text("utf-8")
    (command,) = re.findall(r"(?m)^ExecStart=(.*)$", service)
    assert all(command in line for line in _lines())
    assert f"brief {command.split('brief ')[-1]}" == "brief nightly --publish --root /srv/brief"
    sends = re.findall(r"(?m)^ExecStopPost=/usr/bin/(.*)$", (DEPLOY / "systemd" / "publish.conf").read_text("utf-8"))
    assert sends == [RUN["rsync"].strip()]


# A host of the site


def test_the_site_arrives_by_rsync_and_what_is_gone_goes(host: Host, site: Store, program: Program) -> None:
    program("rsync")
    www = host.folder / "www"
    (www / "old").mkdir(parents=True)
    (www / "old" / "page.html").write_text("old")
    host.done(RUN["rsync"].replace("deploy@www.example.org:/var/www/brief/", f"{www}/"))
    assert files_below(www) == {name: data for name, data in files_below(site.site).items() if name != ".gitkeep"}


def test_the_site_arrives_by_rclone(host: Host, site: Store, program: Program) -> None:
    program("rclone")
    bucket = host.folder / "bucket"
    host.done(RUN["rclone"].replace("bucket:brief", f":local:{bucket}"))
    assert files_below(bucket) == {name: data for name, data in files_below(site.site).items() if name != ".gitkeep"}


# GitHub


def _steps(workflow: str, job: str) -> dict[str, dict[str, Any]]:
    found = yaml.safe_load((DEPLOY / "github" / workflow).read_text("utf-8"))["jobs"][job]["steps"]
    return {step["name"]: step for step in found if "run" in step}


class Runner(NamedTuple):
    """A checkout of the branch `content`, and what runs in it as a workflow's steps are run."""

    host: Host
    work: Path
    origin: Path

    def step(self, workflow: str, job: str, name: str, **values: str) -> subprocess.CompletedProcess[str]:
        """A step's own script; what of its environment is an expression comes from `values`, or is empty."""
        step = _steps(workflow, job)[name]
        environ = {key: values.get(key, "") for key in step.get("env", {})}
        files = {"GITHUB_OUTPUT": str(self.host.folder / "output"), "RUNNER_TEMP": str(self.host.folder)}
        return self.host.sh(step["run"], cwd=self.work, environ={**environ, **files})

    def git(self, *words: str) -> str:
        return self.host.done(" ".join(["git", *words]), cwd=self.work)

    def outputs(self) -> list[str]:
        return (self.host.folder / "output").read_text("utf-8").splitlines()


@pytest.fixture
def runner(host: Host) -> Runner:
    """A repository set up as the page says, and a checkout of its branch `content` with the bundled night's draft."""
    origin, copy = host.folder / "origin.git", host.folder / "copy"
    host.done(f"git init -q --bare {origin}; git init -q -b main {copy}")
    shutil.copytree(DEPLOY, copy / "deploy")
    host.done("git add .; git commit -q -m program", cwd=copy)
    host.done(f"git remote add origin {origin}; git push -q -u origin main", cwd=copy)
    host.done(RUN["branch"], cwd=copy)
    work = host.folder / "work"
    host.done(f"git clone -q -b content {origin} {work}")
    host.done("brief nightly --replay 2025-11-04", cwd=work)
    return Runner(host, work, origin)


@pytest.mark.slow
def test_the_branches_are_as_the_workflows_want_them(runner: Runner) -> None:
    listed = runner.git("ls-tree", "-r", "--name-only", "origin/content").splitlines()
    assert {"sources.yaml", ".gitignore", ".github/workflows/check.yml", "content/_config.yml"} <= set(listed)
    program = runner.git("ls-tree", "-r", "--name-only", "origin/main").splitlines()
    assert ".github/workflows/night.yml" in program
    config = (runner.work / "content" / "_config.yml").read_text("utf-8")
    assert 'url: "https://you.github.io"' in config
    assert 'baseurl: "/brief"' in config


@pytest.mark.slow
def test_a_dispatch_publishes_a_post_and_keeps_what_was_written(runner: Runner) -> None:
    def step(name: str, **values: str) -> str:
        ran = runner.step("night.yml", "night", name, **values)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    step("The site as readers have it")
    step("The night, or what was asked for", PUBLISH=BUNDLED.isoformat())
    assert runner.outputs() == ["code=0"]
    step("What the checks say of it", PUBLISH=BUNDLED.isoformat())
    runner.git("commit", "-q", "--allow-empty", "-m", "An-editor-saves-meanwhile")
    runner.git("push", "-q", "origin", "HEAD:content")
    runner.git("reset", "-q", "--soft", "HEAD^")
    step("Keep what was written")
    kept = runner.git("ls-tree", "-r", "--name-only", "origin/content").splitlines()
    assert f"content/_posts/{EDITION}.md" in kept
    assert not [name for name in kept if name.startswith(("_site", "content/status", "content/_raw/2025-11-05"))]
    assert runner.git("log", "--format=%s", "origin/content").splitlines()[1] == "An-editor-saves-meanwhile"
    assert b"daily-crypto-market-brief" in (runner.work / "_site" / "index.html").read_bytes()


@pytest.mark.slow
def test_what_was_kept_is_enough_for_the_next_run(runner: Runner) -> None:
    """No archive, no earlier site, another folder."""
    runner.step("night.yml", "night", "The night, or what was asked for", PUBLISH=BUNDLED.isoformat())
    runner.step("night.yml", "night", "Keep what was written")
    other = Runner(runner.host, runner.host.folder / "other", runner.origin)
    runner.host.done(f"git clone -q -b content {runner.origin} {other.work}")
    shutil.rmtree(other.work / "content" / "_raw")
    assert other.step("night.yml", "night", "The site as readers have it").returncode == 0
    assert files_below(other.work / "_site") == files_below(runner.work / "_site")
    assert runner.host.sh(f"brief check {BUNDLED}", cwd=other.work).returncode == 0


@pytest.mark.slow
def test_a_night_that_fails_leaves_the_old_site_with_a_new_status_and_a_red_run(runner: Runner) -> None:
    runner.host.done(f"brief publish {BUNDLED}", cwd=runner.work)
    reaches_nobody(runner.work / "sources.yaml")
    runner.step("night.yml", "night", "The site as readers have it")
    before = files_below(runner.work / "_site")
    assert runner.step("night.yml", "night", "The night, or what was asked for").returncode == 0
    assert runner.outputs() == ["code=75"]
    after = files_below(runner.work / "_site")
    assert {name for name in after if before.get(name) != after[name]} <= {"health.json", "status/index.html"}
    assert before.keys() == after.keys()
    ended = {code: runner.step("night.yml", "ended", _ENDED, CODE=code).returncode == 0 for code in ("0", "10", "75")}
    assert ended == {"0": True, "10": True, "75": False}


_ENDED = "A night that failed is a run that failed, after its status page is out"


@pytest.mark.slow
def test_a_pull_request_gets_what_the_checks_find_beside_its_lines(runner: Runner) -> None:
    post = runner.work / "content" / "_posts" / f"{EDITION}.md"
    runner.git("add", "content")
    runner.git("commit", "-q", "-m", "draft")
    runner.git("checkout", "-q", "-b", "edit")
    text = post.read_text("utf-8")
    assert "$186.5 million" in text.replace("\\", "")
    post.write_text(text.replace("186.5 million", "168.5 million", 1), "utf-8")
    runner.git("commit", "-q", "-a", "-m", "edit")
    runner.git("checkout", "-q", "content")
    runner.git("merge", "-q", "--no-ff", "-m", "merge", "edit")
    told = runner.step("check.yml", "posts", "The checks")
    assert told.returncode != 0
    line = text[: text.index("186.5 million")].count("\n") + 1
    assert f"::error file=content/_posts/{EDITION}.md,line={line}," in told.stdout
    assert runner.step("check.yml", "posts", "The site with all drafts").returncode == 0


@pytest.mark.slow
def test_a_pull_request_without_a_post_is_not_held_up(runner: Runner) -> None:
    runner.git("checkout", "-q", "-b", "edit")
    (runner.work / "content" / "about.md").write_text(
        '---\ntitle: "About us"\npermalink: /about/\n---\n\nUs.\n', "utf-8"
    )
    runner.git("commit", "-q", "-a", "-m", "edit")
    runner.git("checkout", "-q", "content")
    runner.git("merge", "-q", "--no-ff", "-m", "merge", "edit")
    told = runner.step("check.yml", "posts", "The checks")
    assert (told.returncode, told.stdout) == (0, "")


@pytest.mark.actionlint
def test_the_workflows_pass_a_linter(actionlint: list[str], tmp_path: Path) -> None:
    flows = sorted((DEPLOY / "github").glob("*.yml"))
    told = subprocess.run([*actionlint, *map(str, flows)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(flows[1].read_text("utf-8").replace("steps.night.outputs", "steps.nigth.outputs"), "utf-8")
    assert subprocess.run([*actionlint, str(wrong)], capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("workflow", ["night.yml", "check.yml"])
def test_no_script_of_a_workflow_has_an_expression_in_it(workflow: str) -> None:
    """What a person typed goes into a script by its environment: in its text it would be run."""
    jobs = yaml.safe_load((DEPLOY / "github" / workflow).read_text("utf-8"))["jobs"]
    scripts = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


def test_what_a_pull_request_runs_has_no_secret_and_writes_nothing() -> None:
    text = (DEPLOY / "github" / "check.yml").read_text("utf-8")
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    assert "secrets" not in text
    assert "pull_request_target" not in text
    assert text.count("persist-credentials: false") == text.count("actions/checkout")


# A container


def test_the_container_s_parts_are_there() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    copied = [name for line in re.findall(r"(?m)^COPY (.*) \S+$", text) for name in line.split()]
    assert copied
    assert [name for name in copied if not (REPOSITORY / name).exists()] == []
    assert text.index("USER brief") < text.index("ENTRYPOINT")
    assert 'ENTRYPOINT ["brief"]' in text
    assert brief("nightly", "--help").code == 0
