/// The line of the sample's e-mail gateway.
private let email =
    "email: {channel: email, from: \"VP UBND <van-phong@ubnd.example>\", command: [/bin/cat, \"{to}\"], timeout: 60s}"
private let sms =
    "sms: {channel: sms, command: [./spool, sms, \"{to}\"], text: auto, segments: 2, exit-statuses: {69: rejected}}"

/// Mistakes with presets and credentials.
let gatewayMistakes: [Mistake] = [
    Mistake(
        "dondoc.yaml", sms, "sms: {preset: gamu}",
        """
        dondoc.yaml:11:17: error: 'preset' is one of msmtp, sendmail, gammu, smstools, curl, not 'gamu'; \
        did you mean 'gammu'?
        """),
    Mistake("dondoc.yaml", email, "email: {preset: msmtp}", "dondoc.yaml:10:10: error: missing 'from'"),
    Mistake(
        "dondoc.yaml", sms, "sms: {channel: sms, command: [./spool], options: [-x]}",
        "dondoc.yaml:11:52: error: 'options' has no use without a 'preset'"),
    Mistake(
        "dondoc.yaml", sms, "sms: {preset: gammu, command: [./spool], options: [-x]}",
        "dondoc.yaml:11:53: error: 'options' has no use beside a 'command', which stands for the preset's"),
    Mistake(
        "dondoc.yaml", sms, "sms: {preset: gammu, url: \"https://x.vn\"}",
        "dondoc.yaml:11:29: error: 'url' is for the preset curl only"),
    Mistake("dondoc.yaml", sms, "sms: {preset: curl}", "dondoc.yaml:11:8: error: missing 'url'"),
    Mistake(
        "dondoc.yaml", sms, "sms: {preset: curl, url: \"https://x.vn/{to}\"}",
        """
        dondoc.yaml:11:28: error: 'https://x.vn/{to}' is not an address such as https://sms.example/send, \
        without spaces and braces
        """),
    Mistake(
        "dondoc.yaml", sms, "sms: {preset: curl, url: \"https://x.vn\", fields: {to: \"{to}\"}}",
        "dondoc.yaml:11:52: error: one of 'fields' has to be \"{text}\", the message, and no more than one"),
    Mistake(
        "dondoc.yaml", sms, "sms: {preset: curl, url: \"https://x.vn\", fields: {t: \"{text}\", \"a b\": x}}",
        "dondoc.yaml:11:66: error: 'a b' is not a name of a field: letters, digits, '_', '-' and '.' make one"),
    Mistake(
        "dondoc.yaml", sms, "sms: {preset: curl, url: \"https://x.vn\", fields: {t: \"{text}\", n: \"{too}\"}}",
        "dondoc.yaml:11:69: error: unknown placeholder '{too}'; did you mean 'to'?"),
    Mistake(
        "dondoc.yaml", sms, "sms: {preset: gammu, credential: a/b}",
        "dondoc.yaml:11:36: error: 'a/b' is not a name of a credential, such as sms-api"),
    Mistake(
        "dondoc.yaml", sms, "sms: {channel: sms, command: [./spool, \"{credential}\"]}",
        "dondoc.yaml:11:8: error: the command names {credential}, and the gateway has no 'credential'"),
]
