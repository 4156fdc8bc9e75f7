using System.Reflection;

namespace ScriptChat.Diagnostics;

/// <summary>The one list of codes.</summary>
public static class DiagnosticCodes
{
    /// <summary>Every code, in the order of their numbers.</summary>
    public static IReadOnlyList<DiagnosticCode> All { get; } =
    [
        .. new[] { typeof(ConfigCodes), typeof(TemplateCodes), typeof(ScriptCodes), typeof(PackageCodes), typeof(WorldCodes), typeof(DialogueCodes), typeof(ServiceCodes), typeof(UploadCodes), typeof(JournalCodes), typeof(RecoveryCodes), typeof(RecordCodes), typeof(ModelCodes) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (DiagnosticCode)field.GetValue(null)!)
            .OrderBy(code => code.Number),
    ];
}
