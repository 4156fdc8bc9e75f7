public class Menu(WorldContext context) : MenuOverworld(context)
{
    protected override string Greeting => "Which part of the guide?";

    protected override IReadOnlyList<MenuChoice> Choices =>
        ["talking", "waiting", "reminding", "counting", "pictures", "notes", "receipts", "dice", "ordering", "facts"];
}
