using System.Text.Json;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Accounts;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Setup;
using Ludos.Trust;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>POST /login/challenge, POST /login, POST /enrol, GET /certificates/NAME.</summary>
/// <param name="enrolments">Null where the issuer's key is not here: then nobody enrols over the network.</param>
internal sealed class AccountCalls(IRegistryCatalogue catalogue, Logins logins, CallGate gate, RegistryClock clock, EnrolmentDesk? enrolments)
{
    public async Task ChallengeAsync(HttpContext context)
    {
        if (gate.Question(context) is { } tooMany)
        {
            await Problem.AnswerAsync(context, tooMany);
            return;
        }

        if (!(await BodyReader.ReadAsync(context.Request, RegistryLimits.MaxQuestionBytes)).TryGet(out var body, out var fault) || !Asked(body).TryGet(out var asked, out fault))
        {
            await Problem.AnswerAsync(context, fault);
            return;
        }

        var challenge = logins.Challenge(asked.Name, asked.Key, clock.Now);
        await Answers.ObjectAsync(context, writer => writer.WriteString("challenge", challenge));
    }

    public async Task LogInAsync(HttpContext context)
    {
        if (gate.Question(context) is { } tooMany)
        {
            await Problem.AnswerAsync(context, tooMany);
            return;
        }

        if (!(await BodyReader.ReadAsync(context.Request, RegistryLimits.MaxQuestionBytes)).TryGet(out var body, out var fault) || !EnvelopeOf(body).TryGet(out var envelope, out fault)
            || !logins.LogIn(envelope, clock.Now).TryGet(out var login, out fault))
        {
            await Problem.AnswerAsync(context, fault);
            return;
        }

        await Answers.ObjectAsync(context, writer =>
        {
            writer.WriteString("token", login.Token);
            writer.WriteString("expires", DocumentFields.Text(login.Expires));
            Write(writer, login.Certificates.Select(certificate => certificate.Envelope));
        });
    }

    /// <summary>Gives a free name to who asks first, for modules of that name and below it. The key shows that it is the asker's by signing a login.</summary>
    public async Task EnrolAsync(HttpContext context)
    {
        if (enrolments is null)
        {
            await Problem.AnswerAsync(context, RegistryErrorCode.NotAllowed, "This registry enrols nobody over the network.", "Ask who runs it: ./ludos registry enrol NAME --key KEY.");
            return;
        }

        if (gate.Question(context) is { } tooMany)
        {
            await Problem.AnswerAsync(context, tooMany);
            return;
        }

        if (!(await BodyReader.ReadAsync(context.Request, RegistryLimits.MaxQuestionBytes)).TryGet(out var body, out var fault) || !EnvelopeOf(body).TryGet(out var envelope, out fault)
            || !logins.Proven(envelope, clock.Now).TryGet(out var login, out fault))
        {
            await Problem.AnswerAsync(context, fault);
            return;
        }

        if (login.Name is not { } name)
        {
            await Problem.AnswerAsync(context, RegistryErrorCode.BadRequest, "The login names no account.");
            return;
        }

        var enrolment = new Enrolment(name, login.Key, [name, name + ".*"], EnrolmentDesk.Developer, EnrolmentDesk.DefaultValidity);
        if (!enrolments.Enrol(enrolment, mayExtend: false, clock.Now).TryGet(out var certificate, out fault))
        {
            await Problem.AnswerAsync(context, fault);
            return;
        }

        await Answers.ObjectAsync(context, writer => Write(writer, [certificate.ToJson()]), StatusCodes.Status201Created);
    }

    public Task CertificatesAsync(HttpContext context, string name)
    {
        if (!PublisherName.IsName(name))
        {
            return Problem.AnswerAsync(context, RegistryErrorCode.BadName, "That is no publisher's name.");
        }

        var found = catalogue.Read<CertificateRow[]>(reader => reader.Account(name) is null
            ? new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, $"There is no publisher {name}.")
            : reader.Certificates(name).ToArray());
        return found.TryGet(out var certificates, out var fault)
            ? Answers.ObjectAsync(context, writer => Write(writer, certificates.Select(certificate => certificate.Envelope)))
            : Problem.AnswerAsync(context, fault);
    }

    private static Result<(string? Name, PublicKey Key), RegistryErrorCode> Asked(ReadOnlyMemory<byte> json)
    {
        return DocumentFields.TryRead<(string?, PublicKey)>(json, RegistryLimits.MaxQuestionBytes, ["name", "key"], Read, out var asked, out var problem)
            ? asked
            : new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, $"The request cannot be read: {problem}.");

        static (string?, PublicKey) Read(DocumentFields fields) =>
            (fields.Has("name") ? fields.Text("name", DistributionLimits.MaxPublisherLength) : null, LoginStatement.ReadKey(fields.Child("key", "algorithm", "public")));
    }

    private static Result<Envelope, RegistryErrorCode> EnvelopeOf(ReadOnlyMemory<byte> json) =>
        Envelope.Parse(json, "The body").TryGet(out var envelope, out var fault) ? envelope : new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, fault.Message, fault.Mend);

    private static void Write(Utf8JsonWriter writer, IEnumerable<byte[]> certificates)
    {
        writer.WriteStartArray("certificates");
        foreach (var certificate in certificates)
        {
            writer.WriteRawValue(certificate);
        }

        writer.WriteEndArray();
    }
}
