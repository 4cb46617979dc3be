namespace Ludos.Cli;

/// <summary>Worked examples by command name, shown by --help; docs/reference/cli.md repeats them.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, (string Line, string Meaning)[]> ByCommand = new()
    {
        ["ludos"] =
        [
            ("ludos play games/shoal", "Play the sample game in the browser."),
            ("ludos new game comets && ludos play comets --watch", "Make a game of your own and see it change as you save."),
        ],
        ["play"] =
        [
            ("ludos play games/shoal", "Play in the browser."),
            ("ludos play cart.wasm --no-open", "Run a WASM-4 cartridge and print the address only."),
            ("ludos play games/shoal --headless --frames 600 --record out.png", "Run ten seconds without a screen and keep the last frame."),
            ("ludos play cart.wasm --headless --frames 60 --hash memory:0xA0+6400 --at 1,60", "Print the framebuffer's hash after two ticks."),
        ],
        ["swap"] = [("ludos swap shoal.flock games/shoal/flock", "Replace one module of the running game, from its folder.")],
        ["stop"] = [("ludos stop", "Stop the running game."), ("ludos stop --all", "Stop every running game.")],
        ["ps"] = [("ludos ps --json", "List running games for a script.")],
        ["receipts"] =
        [
            ("ludos receipts identity > me.json", "Who you are to stores, for a shop or a friend."),
            ("ludos receipts refresh", "Fetch what you bought, and ask what still counts."),
            ("ludos receipts sell shoal.neon --to buyer.json --item pearl=3", "Sell a module of yours."),
            ("ludos receipts transfer ID --to friend.json", "Hand a receipt on."),
        ],
        ["yank"] = [("ludos yank shoal.neon 1.2.0 --reason \"crashes on load\"", "Take a version of yours back; who has it locked keeps it.")],
        ["replay"] = [("ludos replay run.lrec", "Run a recording again; exit 1 where it comes to another state.")],
        ["bisect"] = [("ludos bisect a.lrec b.lrec", "Name the first tick, region, element and field that differ.")],
        ["resume"] = [("ludos resume ~/shoal-world", "Go on with the world that 'play --journal ~/shoal-world' kept.")],
        ["keys"] = [("ludos keys new shoal-studio", "Make your first key; asks for the passphrase of your keys."), ("ludos keys list", "What you have."), ("ludos keys lock", "Forget the passphrase at once.")],
        ["keys new"] =
        [
            ("ludos keys new shoal-studio", "A key that signs modules and their metadata."),
            ("ludos keys new shop --for issue-receipts", "A key that signs receipts and nothing else."),
            ("ludos keys new ci --no-passphrase", "For a build machine: only the file's mode guards it."),
        ],
        ["keys list"] = [("ludos keys list --json", "For a script.")],
        ["keys show"] = [("ludos keys show shoal-studio", "The public key and its id.")],
        ["keys export"] = [("ludos keys export shoal-studio -o studio.ludos-key", "Into a sealed file, for another machine or a safe."), ("ludos keys export shoal-studio --public", "The public key alone.")],
        ["keys import"] = [("ludos keys import studio.ludos-key", "Take a key that was exported.")],
        ["keys remove"] = [("ludos keys remove old --yes", "Remove a key for good, without asking.")],
        ["keys lock"] = [("ludos keys lock", "Make the keeper forget your keys.")],
        ["keys unlock"] = [("LUDOS_PASSPHRASE_FILE=~/.ludos-pass ludos keys unlock", "Unlock from a script.")],
        ["keys passphrase"] = [("ludos keys passphrase", "Change the passphrase of your keys.")],
        ["pack"] = [("ludos pack games/shoal/flock -o flock.gmod", "Pack a module folder into one file."), ("ludos pack games/shoal -o packages", "Pack a game and all its modules into a folder."), ("ludos pack flock --sign work --certificates certificates.json", "Sign it with a key of the keeper's.")],
        ["inspect"] = [("ludos inspect flock.gmod", "Show manifest, files, digests, imports, exports, and who signed it.")],
        ["registry"] =
        [
            ("ludos registry init pond && ludos registry serve --open", "Make a registry in ./registry and serve it on this machine, open to whoever asks."),
            ("ludos registry enrol anna --key BASE64 --modules shoal 'shoal.*'", "Let a developer publish shoal and all below it."),
        ],
        ["registry init"] = [("ludos registry init pond --data /srv/pond --offline /media/key/pond", "Keep the root and issuer keys on a stick.")],
        ["registry serve"] = [("ludos registry serve --data /srv/pond --listen 127.0.0.1:7878", "Serve it, behind a proxy that speaks TLS."), ("ludos registry serve --postgres 'Host=db;Database=pond;Username=pond'", "One of several processes on one database and one shared folder.")],
        ["registry enrol"] = [("ludos registry enrol anna --key BASE64 --another-key", "A second machine of anna's.")],
        ["registry revoke"] = [("ludos registry revoke 0f3a…", "Take a lost key's certificate back."), ("ludos registry revoke --renew", "Sign the list anew, once a month at least.")],
        ["registry rotate"] = [("ludos registry rotate --offline /media/key/pond", "After a break-in on the server: none of its keys counts any more.")],
        ["registry check"] = [("ludos registry check --data /srv/pond", "Hold releases, log, metadata and objects against each other.")],
        ["execute"] =
        [
            ("ludos execute codec.wasm", "List a library's methods."),
            ("ludos execute core sha256 --input notes.txt -o notes.sha256", "Run one, its output into a file."),
            ("ludos execute codec.wasm pack --input *.png --output packed/", "A job for each file, on all cores, sandboxed."),
        ],
        ["login"] =
        [
            ("ludos login https://registry.example --trust 3f9a…", "Trust a registry whose fingerprint you were told, and choose it."),
            ("ludos login https://registry.example --as shoal-studio", "Log in to publish, with the key of that name."),
        ],
        ["publish"] = [("ludos publish games/shoal", "Publish a game and its modules; repeating it changes nothing."), ("ludos publish flock.gmod", "Publish one module, and keep its bundle beside it.")],
        ["search"] = [("ludos search fish", "Look for modules.")],
        ["install"] =
        [
            ("ludos install shoal", "Install a game with all that it needs."),
            ("ludos install shoal@1.0.0", "Install exactly that version."),
            ("ludos install shoal --mirror /media/disc", "Take what a folder has from there."),
        ],
        ["list"] = [("ludos list", "What is installed."), ("ludos list shoal", "Of which modules."), ("ludos list shoal --lock ludos.lock", "Write them down, so that they can be installed elsewhere to the digest.")],
        ["update"] = [("ludos update", "Bring all that is installed up to date."), ("ludos update shoal --check", "Only look; exit 1 when there is something newer."), ("ludos update --live shoal", "The running game fetches it while it plays, and switches to it.")],
        ["outdated"] = [("ludos outdated --json", "For a script: what has newer versions.")],
        ["rollback"] = [("ludos rollback shoal", "Go back to what was installed before.")],
        ["remove"] = [("ludos remove shoal && ludos gc", "Remove a game and free its space.")],
        ["verify"] = [("ludos verify", "Verify every byte and signature of what is installed."), ("ludos verify flock.gmod", "Verify a file with the bundle beside it.")],
        ["why"] = [("ludos why shoal.flock", "What needs this module.")],
        ["gc"] = [("ludos gc", "Free the space of what nothing installed needs.")],
        ["stats"] = [("ludos stats --json", "Counters of the running game, for a script.")],
        ["crash"] = [("ludos crash", "Show what the newest lost game was doing."), ("ludos crash --list", "List the lost games.")],
        ["layout"] = [("ludos layout check", "Prove that three languages have the same bytes."), ("ludos layout generate", "After a change to a schema: write what follows from it.")],
        ["check"] = [("ludos layout check --json", "What was proved, for a script.")],
        ["generate"] = [("ludos layout generate", "After a change to a schema: write what follows from it.")],
        ["doctor"] = [("ludos doctor", "See which optional engines are here and how to get the others.")],
        ["new"] = [("ludos new game comets", "Make a small C game in ./comets that plays and swaps at once.")],
        ["bench"] = [("ludos bench tick", "Measure whole ticks of shoal."), ("ludos bench wasm swap --json", "Two benchmarks, for a script.")],
        ["timeline"] = [("ludos timeline --to 300", "Show the running game as it was after 300 ticks."), ("ludos timeline shoal --step -1", "One tick back."), ("ludos timeline --resume", "Go on from there, on a branch of its own."), ("ludos timeline --list", "Branches, and what happened in the kept ticks.")],
        ["tuf-client"] =
        [
            ("ludos tuf-client --metadata-dir trusted init root.json", "Begin to trust the repository of this root."),
            ("ludos tuf-client --metadata-dir trusted --metadata-url http://localhost:8080/tuf refresh", "Bring its metadata up to date."),
        ],
        ["tuf-client init"] = [("ludos tuf-client --metadata-dir trusted init root.json", "Begin to trust the repository of this root.")],
        ["tuf-client refresh"] = [("ludos tuf-client --metadata-dir trusted --metadata-url http://localhost:8080/tuf refresh", "Bring root, timestamp, snapshot and targets up to date.")],
        ["tuf-client download"] = [("ludos tuf-client --metadata-dir trusted --metadata-url http://localhost:8080/tuf --target-base-url http://localhost:8080/targets --target-dir . --target-name shoal.json download", "Fetch and verify one target.")],
        ["wasm"] = [("ludos wasm info game.wasm", "What is in a module, and how it is compiled.")],
        ["run"] = [("ludos wasm run tool.wasm --dir ./data::/data:ro -- /data/in.txt", "Run a program that may read one folder."), ("ludos wasm run lib.wasm --invoke add -- 1 2", "Call one exported function and print its result.")],
        ["wat"] =
        [
            ("ludos wat game.wat", "Assemble text into game.wasm."),
            ("ludos wat game.wasm", "Print a module as text."),
            ("ludos wat game.wat --check", "Write nothing; name line and column of what is wrong."),
        ],
        ["il"] = [("ludos wasm il game.wasm update", "The IL of an exported function, with the wasm instructions beside."), ("ludos wasm il game.wasm 12", "Of function 12.")],
        ["profile"] = [("ludos wasm profile tool.wasm -- --fast", "Run a program and show where its time goes."), ("ludos wasm profile lib.wasm --invoke work --json -- 1000", "Of one exported function, for a script.")],
        ["info"] = [("ludos wasm info game.wasm --json", "The same, for a script.")],
        ["test"] = [("ludos test", "Everything CI runs."), ("ludos test --all", "The slower suites too.")],
    };

    /// <param name="parent">Of a command within another; its own examples go before those of its namesakes.</param>
    public static IReadOnlyList<(string Line, string Meaning)> Of(string command, string? parent) =>
        ByCommand.TryGetValue($"{parent} {command}", out var own) ? own : ByCommand.GetValueOrDefault(command, []);
}
